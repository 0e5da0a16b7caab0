package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.SecretToken;
import java.time.Instant;
import java.util.UUID;

/// A link by which up to `joinsMax` people can join until `expiresAt`.
public record Invitation(UUID id, int joinsMax, int joins, Instant expiresAt) {
    /// An invitation just made, with its link token, which is shown this once.
    public record New(Invitation invitation, SecretToken link) {}
}
