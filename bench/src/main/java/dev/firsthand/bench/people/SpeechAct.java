package dev.firsthand.bench.people;

/// What is done by saying something. Grading reads the act, its slots and the language, never the words.
public enum SpeechAct {
    REQUEST,
    CANCEL,
    ASK_WHICH,
    ASK_WHERE,
    ASK_PERMISSION,
    ASK_CLARIFY,
    ASK_HELP,
    INFORM_DONE,
    INFORM_FAILED,
    INFORM_DELAYED,
    INFORM_FOUND,
    INFORM_MISSING,
    INFORM_HAZARD,
    REPORT_ERROR,
    WARN,
    CONFIRM,
    DECLINE,
    OFFER,
    GREET,
    THANK,
    /// Not meant for the robot.
    TALK;

    private static final SpeechAct[] ALL = values();

    public static SpeechAct of(int code) {
        return ALL[Math.floorMod(code, ALL.length)];
    }

    @SuppressWarnings("EnumOrdinal") // the order is the promise
    public int code() {
        return ordinal();
    }

    public boolean isQuestion() {
        return this == ASK_WHICH
                || this == ASK_WHERE
                || this == ASK_PERMISSION
                || this == ASK_CLARIFY
                || this == ASK_HELP;
    }
}
