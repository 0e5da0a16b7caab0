package dev.firsthand.engine.removal;

/// What became of a decision.
public sealed interface DecideResult {
    record Decided() implements DecideResult {}

    record Refused(String code, String message) implements DecideResult {}
}
