package dev.firsthand.engine.staff;

/// What a member of staff may do at the desk. Which door asks for which role is the table in `docs/concepts/access.md`.
public enum Role {
    /// Publishes tasks, invites people, builds releases; may do all that the others may.
    OPERATOR,
    /// Looks at redacted views, answers the privacy question, judges and labels.
    REVIEWER,
    /// Sees what the others did and what it led to, but no picture of anybody; changes nothing.
    AUDITOR;

    /// Whether this role may do what a door for `needed` does.
    public boolean covers(Role needed) {
        return this == OPERATOR || this == needed;
    }

    /// Whether this role may read what a door for `needed` shows without changing anything.
    public boolean sees(Role needed) {
        return covers(needed) || this == AUDITOR;
    }
}
