package dev.firsthand.recording.align;

import dev.firsthand.streams.time.ClockAlignment;

/// What two recordings say of each other's clocks.
public sealed interface AlignResult {
    /// A reading of `alignment.from` is told on `alignment.to` by running it faster from `sinceNanos` on by
    /// `driftPerMillion`, then adding the offset. The true moment lies within the bound in 95 of 100 cases,
    /// anywhere in the recording.
    ///
    /// @param sinceNanos where the recording of the `from` clock begins
    /// @param driftPerMillion 0 where the recordings are too short to tell it; the bound then covers what it
    /// may be
    /// @param likeness how alike both recordings are: 1 where one tells the other wholly
    /// @param pieces how many stretches of the recording, or claps, agree
    record Aligned(ClockAlignment alignment, long sinceNanos, double driftPerMillion, double likeness, int pieces)
            implements AlignResult {
        /// What makes up for the drift: seconds of `to` in one second of `from`.
        public double rate() {
            return 1 + driftPerMillion / 1e6;
        }

        public long convert(long fromNanos) {
            return alignment.convert(fromNanos + Math.round((fromNanos - sinceNanos) * (driftPerMillion / 1e6)));
        }
    }

    /// It can't be told. `code` is stable (docs/reference/motion.md); the message says why, and what would
    /// help.
    record CannotTell(String code, String message) implements AlignResult {}
}
