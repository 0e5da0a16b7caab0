package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.PersonId;
import java.util.UUID;

/// Names one member of staff. Drawn at random; the same value names the key of this person.
public record StaffId(UUID value) {
    public PersonId person() {
        return new PersonId(value);
    }
}
