package dev.firsthand.engine.store;

import java.util.Set;
import java.util.UUID;

/// The door of a room through which one person's rows leave it.
public interface PersonRows {
    /// A person whose rows go, and the names of what is that person's: sessions, episodes, objects.
    record Leaver(PersonId person, Set<UUID> things) {
        public Leaver {
            things = Set.copyOf(things);
        }
    }

    /// Every table of the room in which a row can be one person's. A test holds them against the database.
    Set<String> tables();

    /// The names in this room of what is the person's, by which other rooms keep rows about it.
    Set<UUID> things(Tx tx, PersonId person);

    /// Others who have a key of their own for nothing but rows that are this person's.
    default Set<PersonId> keptWith(Tx tx, PersonId person) {
        return Set.of();
    }

    /// Takes the rows away; done again, it finds none.
    void erase(Tx tx, Leaver leaver);
}
