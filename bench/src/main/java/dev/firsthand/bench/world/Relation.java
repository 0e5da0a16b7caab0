package dev.firsthand.bench.world;

/// How a thing is with its parent. What is next to what, touches what or is in which room follows from the places.
public enum Relation {
    ON,
    IN,
    UNDER,
    ATTACHED,
    DRAPED,
    OVERLAID,
    HELD,
    WORN,
    /// Asked for in a place action only: beside the target, on whatever the target stands on.
    BESIDE;

    private static final Relation[] ALL = values();

    public static boolean isOne(int code) {
        return code >= 0 && code < ALL.length;
    }

    public static Relation of(int code) {
        return ALL[code];
    }

    /// Its number in states, traces and arguments.
    @SuppressWarnings("EnumOrdinal") // the order is the promise
    public int code() {
        return ordinal();
    }
}
