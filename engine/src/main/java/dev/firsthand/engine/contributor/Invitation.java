package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.SecretToken;
import java.time.Instant;
import java.util.UUID;

/// A link by which up to `joinsMax` people can join until `expiresAt`. `number` tells apart links that were made
/// together.
public record Invitation(
        UUID id,
        int number,
        int joinsMax,
        int joins,
        State state,
        Instant expiresAt,
        InvitationTerms.Audience audience) {
    /// Whether a link still lets people in.
    public enum State {
        OPEN,
        /// Every place is taken.
        FULL,
        /// Past its last day.
        EXPIRED,
        /// Ended by the desk.
        ENDED
    }

    /// An invitation just made, with its link token, which is shown this once.
    public record New(Invitation invitation, SecretToken link) {}
}
