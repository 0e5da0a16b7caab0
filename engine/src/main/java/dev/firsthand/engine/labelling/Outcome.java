package dev.firsthand.engine.labelling;

/// How the task ended, as the person who did it says. There is no default.
public enum Outcome {
    SUCCESS,
    PARTIAL,
    FAILURE,
    UNKNOWN
}
