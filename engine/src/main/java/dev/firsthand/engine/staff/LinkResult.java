package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.SecretToken;

/// What following a one-time link led to.
public sealed interface LinkResult {
    /// The link is used up; `signIn` is shown this once.
    record SignedIn(StaffMember member, SecretToken signIn) implements LinkResult {}

    /// Codes: `staff-link-unknown`, `staff-link-used`, `staff-link-expired`, `staff-name-invalid`.
    record Refused(String code, String message) implements LinkResult {}
}
