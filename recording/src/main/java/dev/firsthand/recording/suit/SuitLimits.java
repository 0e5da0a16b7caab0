package dev.firsthand.recording.suit;

import java.time.Duration;

/// How much of a motion file a server reads at most.
final class SuitLimits {
    /// Bytes of rotations and places: an hour of 50 joints at 60 a second. The server holds them in arrays.
    static final long CLIP_BYTES = 192L << 20;

    /// Decisions of the reader that are kept.
    static final int DECISIONS = 32;

    static final int TEXT_BYTES = 512;

    /// The text and its numbers side by side.
    static final int HEAP_MEBIBYTES = 768;

    static final long RESIDENT_BYTES = 1024L << 20;
    static final Duration WALL_TIME = Duration.ofMinutes(10);
    static final Duration CPU_TIME = Duration.ofMinutes(5);

    private SuitLimits() {}
}
