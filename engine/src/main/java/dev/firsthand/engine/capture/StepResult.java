package dev.firsthand.engine.capture;

/// What noting a step led to.
public sealed interface StepResult {
    record Recorded(Step step) implements StepResult {}

    /// Codes: `session-unknown`, `session-finished`, `step-invalid`, `step-limit`.
    record Refused(String code, String message) implements StepResult {}
}
