package dev.firsthand.bench.world;

/// Where on a thing a substance is. Each (thing, substance, layer) holds a whole number of units.
public enum Layer {
    /// Inside: what `filled` and `contains` ask for.
    WITHIN,
    /// On the outside: what `covered` asks for.
    UPON,
    /// Taken up: what `saturated` asks for.
    SOAKED,
    /// Given without end, as by a tap: what `insource` asks for.
    SOURCE;

    /// Units that fill a container or saturate a cloth.
    public static final int FULL_UNITS = 8;

    /// Units of what is there in plenty: filled from the start, or just made. Enough to fill eight, and the most a
    /// thing holds.
    public static final int SUPPLY_UNITS = 64;

    static final int COUNT = 4;
    private static final Layer[] ALL = values();

    public static Layer of(int code) {
        return ALL[code];
    }

    /// Its number in states, traces and arguments.
    @SuppressWarnings("EnumOrdinal") // the order is the promise
    public int code() {
        return ordinal();
    }
}
