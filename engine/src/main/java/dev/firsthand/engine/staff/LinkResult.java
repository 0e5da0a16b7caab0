package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.SecretToken;

/// What following a one-time link led to.
public sealed interface LinkResult {
    /// The link is used up; `signIn` is shown this once.
    record SignedIn(StaffMember member, SecretToken signIn) implements LinkResult {}

    /// Codes: `staff-link-unknown`, `staff-link-used`, `staff-link-expired`, `staff-name-invalid`; with a password also
    /// `sign-in-name-invalid`, `sign-in-name-taken`, `password-length`, `password-is-name`, `sign-in-busy`.
    record Refused(String code, String message) implements LinkResult {}
}
