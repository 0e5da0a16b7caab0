package dev.firsthand.recording.suit;

import dev.firsthand.recording.mocap.Clip;

/// What reading a motion file gave.
public sealed interface SuitResult {
    /// A body that moves.
    record Body(Clip clip) implements SuitResult {}

    /// The file can't be used. `code` is stable (docs/reference/motion.md); `message` tells the person who
    /// uploaded it what to do.
    record Refused(String code, String message) implements SuitResult {}
}
