package dev.firsthand.engine.withdrawal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far somebody withdraws.
public enum Level {
    /// The address goes, and messages that wait; nothing else changes.
    NO_CONTACT,
    /// Nothing more is given to anybody; copies that are out stay.
    NO_NEW_RELEASES,
    /// Copies are called back, and all that is kept of the person is destroyed.
    RECALL;

    /// In addresses and facts.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Level> named(String wireName) {
        return Arrays.stream(values())
                .filter(level -> level.wireName().equals(wireName))
                .findFirst();
    }
}
