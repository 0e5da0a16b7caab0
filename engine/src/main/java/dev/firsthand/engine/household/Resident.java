package dev.firsthand.engine.household;

import dev.firsthand.engine.store.Personal;

/// An adult who lives with a contributor. `word` is the contributor's own for this person, such as a letter.
public record Resident(ResidentId id, Personal<String> word) {}
