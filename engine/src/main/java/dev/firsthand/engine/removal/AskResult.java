package dev.firsthand.engine.removal;

import dev.firsthand.engine.store.SecretToken;

/// What became of a request for removal.
public sealed interface AskResult {
    /// By the link whoever asked sees how it goes on. It is shown once.
    record Asked(SecretToken link) implements AskResult {}

    record Refused(String code, String message) implements AskResult {}

    /// No home has this code: it is ended, forged, or mistyped.
    record NoHome() implements AskResult {}
}
