package dev.firsthand.engine.household;

import dev.firsthand.engine.store.PersonId;
import java.util.UUID;

/// Names an adult who lives with a contributor. Drawn at random, never derived from anything about the person.
/// The same value names the resident's own key.
public record ResidentId(UUID value) {
    public PersonId person() {
        return new PersonId(value);
    }
}
