package dev.firsthand.engine.capture;

import java.time.Duration;
import java.time.Instant;

/// A stretch of a contributor's time within a session, and how many bytes it moved.
/// Kept so that time which nobody pays for can be counted and need not be guessed.
public record Step(Kind kind, Instant beganAt, Instant endedAt, long bytes) {
    /// What the time went into.
    public enum Kind {
        /// Reading the notice, the task, an answer.
        READING,
        /// Putting the device on, clearing the place.
        SETTING_UP,
        RECORDING,
        UPLOADING,
        /// Recording again what was done before.
        RETAKING
    }

    public Duration length() {
        return Duration.between(beganAt, endedAt);
    }
}
