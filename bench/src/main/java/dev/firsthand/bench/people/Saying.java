package dev.firsthand.bench.people;

import java.util.Map;

/// What is said where act and slot alone do not tell it: an intent of the [Phrasebook] and the words in its slots.
public record Saying(String intent, Map<String, String> slots) {
    public Saying {
        slots = Map.copyOf(slots);
    }

    public static Saying of(String intent) {
        return new Saying(intent, Map.of());
    }

    /// About a thing, by what one calls its category.
    public static Saying of(String intent, String category) {
        return new Saying(intent, Map.of("thing", name(category)));
    }

    /// `electric_kettle.n.01` is called electric kettle.
    public static String name(String category) {
        int dot = category.indexOf('.');
        return (dot < 0 ? category : category.substring(0, dot)).replace('_', ' ');
    }
}
