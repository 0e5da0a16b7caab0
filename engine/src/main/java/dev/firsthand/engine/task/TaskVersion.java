package dev.firsthand.engine.task;

/// One wording of a task, counted from 1.
public record TaskVersion(TaskId task, int version) {
    public TaskVersion {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1, this is " + version);
        }
    }
}
