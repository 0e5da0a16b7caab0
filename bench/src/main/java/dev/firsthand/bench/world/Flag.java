package dev.firsthand.bench.world;

/// A yes or no about a thing; one bit each.
public enum Flag {
    OPEN,
    LOCKED,
    POWERED,
    BROKEN,
    FOLDED,
    COOKED,
    BURNT,
    BURNING,
    ASSEMBLED,
    /// Exists. What a recipe will make is there from the start, but not real until then.
    REAL,
    PLUGGED,
    SPOILED,
    /// Of a room: too dark to see further than an arm's length or two.
    DARK,
    /// Of a room: taken for a bath, sleep or a call; who enters unasked breaks a rule.
    PRIVATE,
    /// Of a door: something stands in it.
    BLOCKED,
    /// Of a thing: a sensor that fails does not show it.
    UNSEEN,
    /// Of an agent: busy, and not to be spoken to without need.
    BUSY,
    /// Of an agent: lies on the floor and does not answer.
    FALLEN;

    @SuppressWarnings("EnumOrdinal") // the order is the promise
    public int bit() {
        return 1 << ordinal();
    }
}
