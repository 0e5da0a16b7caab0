package dev.firsthand.engine.custody;

import dev.firsthand.engine.store.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who looked at which raw bytes a short while ago. Forgotten at a restart: then the next look is a new fact.
final class FreshLooks {
    private static final Duration FRESH = Duration.ofMinutes(20);

    private final Map<Look, Instant> since = new ConcurrentHashMap<>();

    private record Look(ObjectId object, PersonId viewer) {}

    void add(ObjectId object, PersonId viewer, Instant now) {
        since.values().removeIf(look -> !look.plus(FRESH).isAfter(now));
        since.put(new Look(object, viewer), now);
    }

    boolean fresh(ObjectId object, PersonId viewer, Instant now) {
        Instant look = since.get(new Look(object, viewer));
        return look != null && look.plus(FRESH).isAfter(now);
    }
}
