package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.PersonId;
import java.util.UUID;

/// Names one contributor. Drawn at random, never derived from anything about the person.
/// One person, one contributor: the same value names the person's key.
public record ContributorId(UUID value) {
    public PersonId person() {
        return new PersonId(value);
    }
}
