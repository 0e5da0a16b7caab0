package dev.firsthand.engine.task;

import dev.firsthand.engine.staff.StaffId;
import java.time.Instant;

/// One published version of a task. `open` says whether the task takes recordings now.
public record Task(TaskVersion version, TaskText text, StaffId publishedBy, Instant publishedAt, boolean open) {
    public TaskId id() {
        return version.task();
    }
}
