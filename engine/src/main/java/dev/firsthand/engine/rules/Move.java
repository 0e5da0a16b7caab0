package dev.firsthand.engine.rules;

import java.util.Set;

/// A recording on its way: the places that it touched, where its bytes are kept, where its holder is, to which
/// places its contributor agreed that it goes, and what is handed over there.
public record Move(
        Set<Jurisdiction> recording,
        Jurisdiction storage,
        Jurisdiction holder,
        Set<Jurisdiction> agreed,
        Handing handing) {
    /// What leaves the house with it.
    public enum Handing {
        /// Nothing does.
        KEPT,
        /// Pictures and measurements, for a price.
        SOLD,
        /// Among them what tells a person by the geometry of hand or face, or by the voice.
        SOLD_WITH_BIOMETRICS
    }

    public Move {
        recording = Set.copyOf(recording);
        agreed = Set.copyOf(agreed);
        if (recording.isEmpty()) {
            throw new IllegalArgumentException("a recording touches the place where it is made");
        }
    }

    /// From where it is made to where it is kept, which every contributor's notice names.
    public static Move intoStorage(Set<Jurisdiction> recording, Jurisdiction storage) {
        return new Move(recording, storage, storage, Set.of(storage), Handing.KEPT);
    }
}
