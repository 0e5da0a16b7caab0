package dev.firsthand.bench.policy;

/// How a trial ended. All but the first and the last are failures of the policy; each has the code that traces and
/// pages name.
public enum Ending {
    OVER("over"),
    OUT_OF_DECISIONS("out-of-decisions"),
    CRASHED("crashed"),
    NOT_REACHED("not-reached"),
    SOCKET_DROPPED("socket-dropped"),
    TEXT_ERROR("text-error"),
    NOT_MSGPACK("not-msgpack"),
    WRONG_SHAPE("wrong-shape"),
    NOT_FINITE("not-finite"),
    TOO_LARGE("too-large"),
    TOO_SLOW("too-slow"),
    /// Of a twin that a person can't live: the same day again, and not knowing it.
    NOT_LIVED("not-lived");

    private static final Ending[] ALL = values();

    private final String word;

    Ending(String word) {
        this.word = word;
    }

    /// Whether it ended because the policy failed.
    public boolean isFault() {
        return this != OVER && this != OUT_OF_DECISIONS && this != NOT_LIVED;
    }

    public String word() {
        return word;
    }

    public static boolean isOne(int code) {
        return code >= 0 && code < ALL.length;
    }

    public static Ending of(int code) {
        return ALL[code];
    }

    @SuppressWarnings("EnumOrdinal") // the order is the promise
    public int code() {
        return ordinal();
    }
}
