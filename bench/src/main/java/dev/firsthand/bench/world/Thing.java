package dev.firsthand.bench.world;

import java.util.EnumSet;
import java.util.Set;

/// What never changes about one entity of a home.
///
/// @param traits what it is and can do
/// @param radiusMm half its width
/// @param places how many things it holds in it, and as many on it
/// @param speedMmps how fast an agent walks
/// @param hands how many things an agent holds
public record Thing(
        String name,
        String category,
        Set<Trait> traits,
        int massGrams,
        int radiusMm,
        int places,
        int speedMmps,
        int hands) {
    public static final int ITEM_RADIUS_MM = 75;
    public static final int FIXTURE_RADIUS_MM = 300;
    private static final int ITEM_GRAMS = 300;
    private static final int ITEM_PLACES = 24;
    private static final int FIXTURE_PLACES = 400;
    private static final int ROBOT_SPEED_MMPS = 800;
    private static final int PERSON_SPEED_MMPS = 1100;

    public Thing {
        traits = Set.copyOf(traits);
    }

    public static Thing item(String name, String category, Trait... traits) {
        return new Thing(name, category, set(traits), ITEM_GRAMS, ITEM_RADIUS_MM, ITEM_PLACES, 0, 0);
    }

    public static Thing fixture(String name, String category, Trait... traits) {
        Set<Trait> all = set(traits);
        all.add(Trait.FIXTURE);
        return new Thing(name, category, all, 0, FIXTURE_RADIUS_MM, FIXTURE_PLACES, 0, 0);
    }

    public static Thing robot(String name, int hands) {
        return new Thing(name, "agent.n.01", Set.of(Trait.AGENT), 0, FIXTURE_RADIUS_MM, 0, ROBOT_SPEED_MMPS, hands);
    }

    public static Thing person(String name) {
        return new Thing(name, "person.n.01", Set.of(Trait.AGENT), 0, FIXTURE_RADIUS_MM, 0, PERSON_SPEED_MMPS, 2);
    }

    public Thing withMass(int grams) {
        return new Thing(name, category, traits, grams, radiusMm, places, speedMmps, hands);
    }

    public Thing withPlaces(int count) {
        return new Thing(name, category, traits, massGrams, radiusMm, count, speedMmps, hands);
    }

    private static Set<Trait> set(Trait... traits) {
        Set<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(java.util.List.of(traits));
        return all;
    }
}
