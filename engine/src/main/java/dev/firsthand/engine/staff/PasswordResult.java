package dev.firsthand.engine.staff;

/// What choosing another password led to.
public sealed interface PasswordResult {
    /// It holds from now on, and every other sign-in of the member has ended: so many.
    record Changed(int ended) implements PasswordResult {}

    /// Codes: `password-wrong`, `sign-in-paused`, and those of [LinkResult.Refused] about names and passwords.
    record Refused(String code, String message) implements PasswordResult {}
}
