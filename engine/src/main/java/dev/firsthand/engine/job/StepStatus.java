package dev.firsthand.engine.job;

import java.time.Instant;
import java.util.Optional;

/// One step of a run, for those who watch. Seconds are of the last attempt; processor time includes child processes.
public record StepStatus(
        String name,
        int version,
        StepState state,
        int attempts,
        long progressDone,
        long progressTotal,
        Optional<Instant> began,
        Optional<Instant> ended,
        double wallSeconds,
        double cpuSeconds,
        long movedBytes,
        Optional<StepError> error,
        Optional<String> result) {}
