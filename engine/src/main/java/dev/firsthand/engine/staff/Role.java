package dev.firsthand.engine.staff;

/// What a member of staff may do at the desk.
public enum Role {
    /// Publishes tasks, invites people, builds releases; may do all that a reviewer may.
    OPERATOR,
    /// Looks at redacted views, answers the privacy question, judges and labels.
    REVIEWER;

    public boolean covers(Role needed) {
        return this == OPERATOR || this == needed;
    }
}
