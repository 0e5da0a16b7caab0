package dev.firsthand.engine.capture;

/// What starting a session led to.
public sealed interface StartResult {
    record Started(Session session) implements StartResult {}

    /// Codes: `task-unknown`, `task-closed`, `device-class-invalid`, those of consent for `capture_for_pay`, and
    /// those of the household.
    record Refused(String code, String message) implements StartResult {}
}
