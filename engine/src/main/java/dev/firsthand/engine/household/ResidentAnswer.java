package dev.firsthand.engine.household;

import java.time.Instant;

/// What a resident said. A yes counts until `endsAt`; so does a no, and what follows it is no answer.
public record ResidentAnswer(Said said, Instant endsAt) {
    /// May somebody record while this person is at home?
    public enum Said {
        YES,
        NO
    }

    boolean allowsAt(Instant now) {
        return said == Said.YES && now.isBefore(endsAt);
    }

    boolean forbidsAt(Instant now) {
        return said == Said.NO && now.isBefore(endsAt);
    }
}
