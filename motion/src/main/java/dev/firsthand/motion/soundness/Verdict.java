package dev.firsthand.motion.soundness;

/// What a check came to.
public enum Verdict {
    PASS,
    WARN,
    FAIL,
    /// The check could not be made: the body has no such joints, or nobody said what was expected.
    NOT_MADE
}
