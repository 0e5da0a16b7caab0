package dev.firsthand.engine.contributor;

import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.store.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A person who joined to record. `language` is a BCP 47 tag, `country` an ISO 3166 code of two letters or a part
/// such as US-IL; `onlyTask` names the one task that the person was invited to, and is empty where all are offered.
public record Contributor(
        ContributorId id,
        Personal<String> language,
        Personal<String> country,
        Optional<UUID> onlyTask,
        Instant joinedAt) {
    /// Where the person lives.
    public Jurisdiction home() {
        return new Jurisdiction(country.reveal());
    }

    /// Whether this task is offered to the person at all.
    public boolean isOffered(UUID task) {
        return onlyTask.isEmpty() || onlyTask.get().equals(task);
    }
}
