package dev.firsthand.app.view;

import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.job.StepState;
import dev.firsthand.engine.job.StepStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows runs to those who wait for them.
public final class RunViews {
    private final Jobs jobs;

    public RunViews(Jobs jobs) {
        this.jobs = jobs;
    }

    /// One step of a run. `done` of `total` says how far it is; seconds and bytes are of its last attempt.
    /// `waitingFor` says why a step has not gone on yet that had a fault and is tried again.
    public record Stage(
            String name,
            String state,
            long done,
            long total,
            double seconds,
            double coreSeconds,
            long bytes,
            Refusal.@Nullable Answer waitingFor) {}

    /// The runs about this subject, as they began. Where one was begun anew, the earlier one no longer counts.
    public List<RunStatus> all(UUID subject) {
        return newestOfKind(jobs.ofSubject(subject));
    }

    /// As above, about any of these subjects: one look, however many there are.
    public Map<UUID, List<RunStatus>> all(Collection<UUID> subjects) {
        return jobs.ofSubjects(subjects).stream().collect(Collectors.groupingBy(RunStatus::subject));
    }

    /// Those of these subjects about which a run failed.
    public Set<UUID> failed(Collection<UUID> subjects) {
        return newestOfKind(jobs.ofSubjects(subjects)).stream()
                .filter(run -> run.state() == RunState.FAILED)
                .map(RunStatus::subject)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<RunStatus> newestOfKind(List<RunStatus> runs) {
        LinkedHashMap<List<Object>, RunStatus> newest = new LinkedHashMap<>();
        runs.forEach(run -> newest.putLast(List.of(run.subject(), run.kind()), run));
        return List.copyOf(newest.values());
    }

    /// The newest run about this subject.
    public Optional<RunStatus> newest(UUID subject) {
        return all(subject).reversed().stream().findFirst();
    }

    public static List<Stage> stages(RunStatus run) {
        return run.steps().stream().map(step -> stage(run.kind(), step)).toList();
    }

    /// The step that is being worked on, if the run has not ended.
    public static Optional<StepStatus> current(RunStatus run) {
        return run.state() == RunState.RUNNING
                ? run.steps().stream()
                        .filter(step -> step.state() != StepState.DONE)
                        .findFirst()
                : Optional.empty();
    }

    private static Stage stage(String kind, StepStatus step) {
        return new Stage(
                kind + " " + step.name(),
                step.state().name(),
                step.progressDone(),
                step.progressTotal(),
                step.wallSeconds(),
                step.cpuSeconds(),
                step.movedBytes(),
                step.state() == StepState.WAITING
                        ? step.error()
                                .map(error -> new Refusal.Answer(error.code(), error.message()))
                                .orElse(null)
                        : null);
    }
}
