package dev.firsthand.bench.world;

/// What an agent can do. The letters of the arguments are those of [Actions#act].
public enum Op {
    /// a: where to.
    GO,
    /// a: what at.
    LOOK,
    OPEN,
    CLOSE,
    /// a: what.
    PICK,
    /// a: what, b: where, c: the code of a [Relation].
    PLACE,
    /// a: from, b: to, c: a portion of [Pouring].
    POUR,
    /// a: what, b: with which tool.
    WIPE,
    /// a: what.
    TOGGLE,
    /// a: what, b: with which tool.
    CUT,
    /// a: what; folds what is open and unfolds what is folded.
    FOLD,
    /// a: what (held), b: to what.
    ATTACH,
    /// a: what.
    DETACH,
    /// a: the vessel whose content is mixed, or the control that is pressed.
    PRESS,
    PLUG,
    /// a: what, b: with whom.
    CARRY_WITH,
    /// a: what (held), b: to whom.
    OFFER,
    /// a: what, b: from whom.
    RECEIVE,
    /// a: the act, b: to whom, c: about what; what it means is the people's affair.
    SAY,
    POINT,
    /// a: milliseconds.
    WAIT,
    /// a: the charger.
    CHARGE,
    LOCK,
    UNLOCK,
    /// a: whom; about whom: b.
    CALL,
    STOP;

    static final int COUNT = 27;
    private static final Op[] ALL = values();

    public static Op of(int code) {
        return ALL[code];
    }

    /// Its number in states, traces and arguments.
    @SuppressWarnings("EnumOrdinal") // the order is the promise
    public int code() {
        return ordinal();
    }
}
