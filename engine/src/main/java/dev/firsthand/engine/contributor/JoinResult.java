package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.SecretToken;

/// What following an invitation led to.
public sealed interface JoinResult {
    /// The contributor's token is shown this once.
    record Joined(Contributor contributor, SecretToken token) implements JoinResult {}

    /// Codes: `invitation-unknown`, `invitation-ended`, `invitation-expired`, `invitation-used-up`,
    /// `age-not-stated`, `language-unknown`, `country-unknown`.
    record Refused(String code, String message) implements JoinResult {}
}
