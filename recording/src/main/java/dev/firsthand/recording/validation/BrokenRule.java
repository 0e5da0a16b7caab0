package dev.firsthand.recording.validation;

/// One place where a rule is broken. `place` is a path inside the set, with a column, row or key behind it; the message
/// says what is there, what should be, and names no content of the set beyond identifiers.
public record BrokenRule(Rule rule, String place, String message) {
    @Override
    public String toString() {
        return "%s: %s at %s: %s".formatted(rule.level().word(), rule.code(), place, message);
    }
}
