package dev.firsthand.engine.review;

/// Why not all of a recording is accepted. A closed list, so that it can be said to the contributor in words.
public enum Reason {
    TOO_DARK,
    BLURRED,
    HANDS_OUT_OF_VIEW,
    OTHER_TASK,
    BROKEN_OFF,
    NOTHING_HAPPENS,
    /// Said in the note.
    OTHER
}
