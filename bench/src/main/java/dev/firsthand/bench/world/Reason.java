package dev.firsthand.bench.world;

/// How an action ended. [#DONE] is the only good end; the rest say why nothing, or something else, happened.
public enum Reason {
    DONE,
    UNREACHABLE,
    OCCLUDED,
    HAND_FULL,
    NOT_HELD,
    TOO_HEAVY,
    LOCKED,
    CLOSED,
    FULL,
    EMPTY,
    /// The thing is not of the kind that this can be done to.
    UNSUITED,
    /// Nothing to do: it is so already.
    ALREADY,
    WRONG_TOOL,
    NOT_PERMITTED,
    BLOCKED_BY_PERSON,
    SLIPPED,
    /// It could be done when the action began and not any more when it ended.
    CHANGED_UNDERFOOT,
    /// The robot's own part does not work.
    DISABLED,
    /// Nobody took what was offered.
    NOT_TAKEN,
    /// Who holds it is busy or does not answer, and lets nobody have it.
    NOT_GIVEN
}
