package dev.firsthand.engine.staff;

/// What removing a member led to.
public sealed interface RemoveResult {
    record Removed(StaffMember member) implements RemoveResult {}

    /// Codes: `member-unknown`, `member-is-you`, `member-last-operator`.
    record Refused(String code, String message) implements RemoveResult {}
}
