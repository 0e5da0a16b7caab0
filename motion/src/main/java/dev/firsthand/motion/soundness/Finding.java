package dev.firsthand.motion.soundness;

import dev.firsthand.streams.time.TimeSpan;

/// One place where a motion can't be believed. `span` counts from the first frame of the clip; `measured` and
/// `limit` are in `unit`.
public record Finding(
        Check check, Level level, String joint, TimeSpan span, double measured, double limit, String unit) {
    /// How much it matters.
    public enum Level {
        WARN,
        FAIL
    }
}
