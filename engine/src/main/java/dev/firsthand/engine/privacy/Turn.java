package dev.firsthand.engine.privacy;

/// Whether a member of the desk may answer about an episode now.
public sealed interface Turn {
    /// It is this member's to answer; nobody else is sent to it for [LookQueue#TURN].
    record Yours(Scrubbed scrubbed) implements Turn {}

    /// Somebody else is looking at it.
    record SomebodyElses() implements Turn {}

    /// It has its answer, as far as this member can give one.
    record Answered() implements Turn {}
}
