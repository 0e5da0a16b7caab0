package dev.firsthand.engine.store;

import java.util.UUID;

/// Names the owner of a key. Drawn at random, never derived from anything about the person.
public record PersonId(UUID value) {
    public static PersonId random() {
        return new PersonId(UUID.randomUUID());
    }
}
