package dev.firsthand.recording.child;

/// How a child ended. `errorTail` is the end of its standard error and may repeat words from the file that it read:
/// it is for a developer's eyes and is never logged or shown.
public sealed interface ChildOutcome {
    Usage usage();

    String errorTail();

    /// It ended by itself; 128 plus the signal's number when a signal ended it.
    record Finished(int exitCode, String errorTail, Usage usage) implements ChildOutcome {}

    /// It was ended because it reached a limit.
    record Killed(Reason reason, String errorTail, Usage usage) implements ChildOutcome {}

    /// Which limit.
    enum Reason {
        WALL_TIME,
        CPU_TIME,
        MEMORY,
        OUTPUT_SIZE
    }
}
