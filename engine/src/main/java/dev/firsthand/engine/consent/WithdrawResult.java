package dev.firsthand.engine.consent;

/// What taking a yes back led to.
public sealed interface WithdrawResult {
    /// From now on no permit is made for this purpose.
    record Withdrawn(Grant grant) implements WithdrawResult {}

    /// No yes stood for this purpose; nothing changed.
    record NothingStood(Purpose purpose) implements WithdrawResult {}
}
