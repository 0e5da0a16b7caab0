package dev.firsthand.engine.contributor;

import java.time.Instant;
import java.util.UUID;

/// One way in that a contributor has now, without the secret itself. `byDesk` tells a link that the desk made.
public record CarriedToken(UUID id, Kind kind, boolean byDesk, Instant issuedAt, Instant expiresAt) {
    /// What carries it.
    public enum Kind {
        /// A phone or a browser.
        SIGN_IN,
        /// A link that signs in once.
        LINK
    }
}
