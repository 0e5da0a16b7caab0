package dev.firsthand.engine.publiclog;

import java.util.Collection;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of logs that go on one after the other: the first one's, with the year at its end, and with a number
/// behind that where a year has several.
final class LogOrigin {
    private static final Pattern ENDING = Pattern.compile("/([0-9]{4})(-[0-9]{1,3})?$");

    private LogOrigin() {}

    static String next(String origin, int year, Collection<String> taken) {
        String base = ENDING.matcher(origin).replaceFirst("");
        String next = "%s/%04d".formatted(base, year);
        for (int count = 2; taken.contains(next); count++) {
            next = "%s/%04d-%d".formatted(base, year, count);
        }
        return next;
    }

    /// The year that the name ends with; the first log's has none.
    static OptionalInt year(String origin) {
        Matcher ending = ENDING.matcher(origin);
        return ending.find() ? OptionalInt.of(Integer.parseInt(ending.group(1))) : OptionalInt.empty();
    }

    /// What tells this log from the others of its installation.
    static String ending(String origin) {
        return origin.substring(origin.lastIndexOf('/') + 1);
    }
}
