package dev.firsthand.streams.time;

/// How readings of clock `from` are told on clock `to`: add `offsetNanos`.
///
/// The true offset lies within `boundNanos` on either side, as far as `method` can tell.
/// Drift between the clocks is not modelled here; a bound covers it.
public record ClockAlignment(ClockName from, ClockName to, long offsetNanos, long boundNanos, Method method) {
    /// How an offset was found, best first.
    public enum Method {
        /// One device stamped both streams with one clock.
        SAME_CLOCK,
        /// Both recordings turned together, and their turning rates fit at one offset alone.
        GYRO,
        /// Both recordings have the same claps.
        CLAP,
        /// The file or the person who uploaded it states the offset.
        DECLARED,
        /// Nothing is stated: both recordings are taken to start together.
        ASSUMED_COMMON_START
    }

    public ClockAlignment {
        if (boundNanos < 0) {
            throw new IllegalArgumentException("bound is negative: %d ns".formatted(boundNanos));
        }
    }

    public static ClockAlignment identity(ClockName clock) {
        return new ClockAlignment(clock, clock, 0, 0, Method.SAME_CLOCK);
    }

    public long convert(long fromNanos) {
        return Math.addExact(fromNanos, offsetNanos);
    }
}
