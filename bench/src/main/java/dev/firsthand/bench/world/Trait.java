package dev.firsthand.bench.world;

/// What a thing is and can do; one bit each in [WorldPlan#traits].
public enum Trait {
    ROOM,
    DOOR,
    FIXTURE,
    FLOOR,
    AGENT,
    OPENABLE,
    LOCKABLE,
    CONTAINER,
    TOGGLEABLE,
    HEAT_SOURCE,
    COLD_SOURCE,
    DRAIN,
    WASHER,
    CLEANER,
    SLICER,
    IGNITER,
    ABSORBENT,
    PERISHABLE,
    FRAGILE,
    SHARP,
    MEDICINE,
    CHARGER,
    MENDABLE,
    ANIMAL;

    @SuppressWarnings("EnumOrdinal") // the order is the promise
    public int bit() {
        return 1 << ordinal();
    }
}
