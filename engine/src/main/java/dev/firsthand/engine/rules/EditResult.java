package dev.firsthand.engine.rules;

/// What became of an edit.
public sealed interface EditResult {
    record Changed(RuleEdit edit) implements EditResult {}

    /// Codes: `rule-unknown`, `rule-fixed`, `rule-value-invalid`, `rule-below-floor`, `rule-unchanged`.
    record Refused(String code, String message) implements EditResult {}
}
