package dev.firsthand.engine.release;

import dev.firsthand.engine.capture.Capture.Begun;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.engine.task.TaskId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/// Which of the house's episodes a release is asked for. What is empty asks for all. Both days are in it; a day is
/// that of UTC on which the session of recording began. `worst` is the worst level that a finding may have.
public record ReleaseFilter(
        Set<TaskId> tasks,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Set<Outcome> outcomes,
        Optional<Level> worst) {
    /// How many tasks one release may name; none stands for all.
    public static final int TASKS_MAX = 100;

    /// Everything that may be in a release.
    public static final ReleaseFilter ALL =
            new ReleaseFilter(Set.of(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());

    public ReleaseFilter {
        tasks = Set.copyOf(tasks);
        outcomes = Set.copyOf(outcomes);
        if (tasks.size() > TASKS_MAX) {
            throw new IllegalArgumentException(
                    "a release may name %d tasks, these are %d: name none to ask for all of them"
                            .formatted(TASKS_MAX, tasks.size()));
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException(
                    "the last day, %s, is before the first, %s".formatted(to.get(), from.get()));
        }
    }

    /// Whether it asks about the session that an episode was recorded in.
    boolean asksAboutSession() {
        return !tasks.isEmpty() || from.isPresent() || to.isPresent();
    }

    boolean fits(Begun session) {
        LocalDate day = session.at().atOffset(ZoneOffset.UTC).toLocalDate();
        return (tasks.isEmpty() || tasks.contains(session.task().task()))
                && from.stream().noneMatch(day::isBefore)
                && to.stream().noneMatch(day::isAfter);
    }

    boolean fits(Outcome outcome) {
        return outcomes.isEmpty() || outcomes.contains(outcome);
    }

    boolean fits(Level found) {
        return worst.stream().noneMatch(limit -> found.compareTo(limit) > 0);
    }
}
