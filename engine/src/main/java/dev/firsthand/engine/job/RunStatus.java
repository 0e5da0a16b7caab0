package dev.firsthand.engine.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One run, for those who watch.
public record RunStatus(
        RunId run,
        String kind,
        UUID subject,
        RunState state,
        Instant began,
        Optional<Instant> ended,
        List<StepStatus> steps) {
    public RunStatus {
        steps = List.copyOf(steps);
    }

    /// Why the run failed, if it did.
    public Optional<StepError> error() {
        return steps.stream()
                .filter(step -> step.state() == StepState.FAILED)
                .findFirst()
                .flatMap(StepStatus::error);
    }
}
