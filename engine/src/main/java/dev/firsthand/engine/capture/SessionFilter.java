package dev.firsthand.engine.capture;

import dev.firsthand.engine.task.TaskId;
import java.util.Optional;
import java.util.Set;

/// Which sessions a list shows: those in one of these stages, of this task if one is named.
public record SessionFilter(Set<SessionStage> stages, Optional<TaskId> task) {
    public SessionFilter {
        stages = Set.copyOf(stages);
    }
}
