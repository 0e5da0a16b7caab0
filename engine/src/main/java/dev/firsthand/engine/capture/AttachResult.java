package dev.firsthand.engine.capture;

/// What taking an upload into a session led to.
public sealed interface AttachResult {
    record Attached(Session session) implements AttachResult {}

    /// Codes: `session-unknown`, `session-finished`, `upload-missing`, `upload-taken`, `role-taken`,
    /// `declaration-missing`, `declaration-invalid`, `declaration-unwanted`, `removal-asked`, and those
    /// of a consent that does not stand.
    record Refused(String code, String message) implements AttachResult {}
}
