package dev.firsthand.engine.holder;

import dev.firsthand.engine.store.SecretToken;

/// What registering a holder led to.
public sealed interface RegisterResult {
    /// The holder's token is shown this once.
    record Registered(Holder holder, SecretToken token) implements RegisterResult {}

    /// Codes: `holder-own-exists`, `holder-there`, `holder-limit`.
    record Refused(String code, String message) implements RegisterResult {}
}
