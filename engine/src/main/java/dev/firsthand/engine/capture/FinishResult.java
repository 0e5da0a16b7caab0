package dev.firsthand.engine.capture;

/// What finishing a session led to.
public sealed interface FinishResult {
    record Finished(Session session) implements FinishResult {}

    /// Codes: `session-unknown`, `session-finished`, `recording-missing`, `log-without-video`, `upload-missing`, and
    /// those of consent for `capture_for_pay`.
    record Refused(String code, String message) implements FinishResult {}
}
