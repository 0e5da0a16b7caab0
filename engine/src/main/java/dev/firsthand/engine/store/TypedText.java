package dev.firsthand.engine.store;

import java.util.function.IntPredicate;

/// What people type into a form. Says of a text that cannot be kept what is wrong with it, by the name of what it is.
public final class TypedText {
    /// The shortest reason, in characters.
    public static final int REASON_LENGTH_MIN = 10;

    private TypedText() {}

    /// One line that is not empty, without the blanks around it.
    public static String line(String what, String text, int lengthMax) {
        String line = text.strip();
        if (line.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is one line of 1 to %d characters, this is empty".formatted(what, lengthMax));
        }
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("%s is one line, this has a line break".formatted(what));
        }
        requireShort(what, line, lengthMax);
        requireNone(what, line, Character::isISOControl);
        return line;
    }

    /// One line that gives a reason: what is shorter than [#REASON_LENGTH_MIN] gives none.
    public static String reason(String what, String text, int lengthMax) {
        String reason = line(what, text, lengthMax);
        int length = reason.codePointCount(0, reason.length());
        if (length < REASON_LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "%s has at least %d characters, this has %d".formatted(what, REASON_LENGTH_MIN, length));
        }
        return reason;
    }

    /// Any number of lines, without the blanks around them.
    public static String lines(String what, String text, int lengthMax) {
        String lines = text.strip();
        requireShort(what, lines, lengthMax);
        requireNone(what, lines, sign -> sign == 0); // no table keeps it
        return lines;
    }

    private static void requireShort(String what, String text, int lengthMax) {
        if (text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    "%s has at most %d characters, this has %d".formatted(what, lengthMax, text.length()));
        }
    }

    private static void requireNone(String what, String text, IntPredicate unwanted) {
        text.codePoints().filter(unwanted).findFirst().ifPresent(sign -> {
            throw new IllegalArgumentException(
                    "%s holds a sign that cannot be shown (U+%04X): type it anew instead of pasting it"
                            .formatted(what, sign));
        });
    }
}
