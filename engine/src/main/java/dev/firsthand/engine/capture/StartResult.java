package dev.firsthand.engine.capture;

/// What starting a session led to.
public sealed interface StartResult {
    record Started(Session session) implements StartResult {}

    /// Codes: `task-unknown`, `task-closed`, `device-class-invalid`, `place-care`, `place-record-missing`,
    /// `contributor-unknown`, those of rules, those of the household, and those of consent for `capture_for_pay`.
    record Refused(String code, String message) implements StartResult {}
}
