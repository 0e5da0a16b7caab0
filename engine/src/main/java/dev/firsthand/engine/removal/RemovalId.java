package dev.firsthand.engine.removal;

import dev.firsthand.engine.store.PersonId;
import java.util.UUID;

/// Names one removal. Drawn at random; the same value names the key under which lies what people said about it.
public record RemovalId(UUID value) {
    PersonId person() {
        return new PersonId(value);
    }
}
