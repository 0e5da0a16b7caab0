package dev.firsthand.recording.sidecar;

import java.time.Duration;

/// What a person says about two clocks: a moment that the sensor stamps `t` shows in the video at `t + offset`,
/// give or take `bound`.
public record DeclaredOffset(Duration offset, Duration bound) {
    /// How well a person who says nothing about it is taken to know the offset: a frame and a half at 30 a second.
    public static final Duration DEFAULT_BOUND = Duration.ofMillis(50);

    /// Clocks since 1970 and since a device started both fit.
    private static final Duration OFFSET_MAX = Duration.ofDays(36_525);

    public DeclaredOffset {
        if (bound.isNegative() || bound.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("the bound must be between 0 and 1 hour, not " + bound);
        }
        if (offset.abs().compareTo(OFFSET_MAX) > 0) {
            throw new IllegalArgumentException("the offset must be at most a hundred years, not " + offset);
        }
    }

    public static DeclaredOffset of(Duration offset) {
        return new DeclaredOffset(offset, DEFAULT_BOUND);
    }
}
