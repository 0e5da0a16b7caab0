package dev.firsthand.engine.household;

import java.time.Instant;

/// What a resident said. A yes counts until `endsAt`; so does a no, and what follows it is no answer.
public record ResidentAnswer(boolean yes, Instant endsAt) {
    boolean allowsAt(Instant now) {
        return yes && now.isBefore(endsAt);
    }
}
