package dev.firsthand.bench.trial;

/// The lives of one scenario that are compared: the policy's own and those of its twins.
public enum Arm {
    POLICY,
    /// Nobody does anything but the people: what comes true then is nobody's credit.
    NO_OP,
    /// Everything is done.
    ORACLE,
    /// The policy, and nothing goes otherwise.
    CALM,
    /// The policy, and each request is worded as another.
    SWAPPED;

    private static final Arm[] ALL = values();

    static Arm of(int code) {
        return ALL[code];
    }

    static int count() {
        return ALL.length;
    }

    @SuppressWarnings("EnumOrdinal") // the order is the promise
    int code() {
        return ordinal();
    }
}
