package dev.firsthand.engine.task;

import java.util.List;
import java.util.Optional;

/// Some tasks in their newest version, and after which one the next page starts, if there is one.
public record TaskPage(List<Task> tasks, Optional<TaskId> after) {
    public TaskPage {
        tasks = List.copyOf(tasks);
    }
}
