package dev.firsthand.app.review;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Moments of a recording as people write them beside a player: `1:05`, `1:05.5`, `1:01:05` or seconds alone.
final class ClockTime {
    private static final Pattern FORM = Pattern.compile("(?:(?:(\\d{1,2}):)?(\\d{1,3}):)?(\\d{1,5}(?:\\.\\d{1,9})?)");

    private ClockTime() {}

    /// Nanoseconds from the beginning; empty when the text is no moment.
    static Optional<Long> nanos(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(parts.group(3))
                .add(BigDecimal.valueOf(60 * number(parts.group(2)) + 3600 * number(parts.group(1))));
        return Optional.of(seconds.movePointRight(9).longValueExact());
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
