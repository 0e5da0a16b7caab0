package dev.firsthand.engine.capture;

/// What starting a session led to.
public sealed interface StartResult {
    record Started(Session session) implements StartResult {}

    /// Codes: `task-unknown`, `task-closed`, `device-class-invalid`, `contributor-unknown`, those of rules on
    /// places and moves, those of the household, and those of consent for `capture_for_pay`.
    record Refused(String code, String message) implements StartResult {}
}
