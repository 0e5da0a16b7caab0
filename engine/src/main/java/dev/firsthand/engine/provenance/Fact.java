package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.PersonId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// A recorded fact about a person, open, on its way to a link. `logEntry` is what the log holds of it.
record Fact(
        UUID id,
        FactType type,
        UUID subject,
        PersonId person,
        Instant at,
        Map<String, ?> predicate,
        LogQueue.Waiting waiting) {
    Fact {
        predicate = Map.copyOf(predicate);
    }
}
