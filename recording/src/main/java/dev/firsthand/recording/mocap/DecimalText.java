package dev.firsthand.recording.mocap;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/// Numbers as people's programs write them.
final class DecimalText {
    /// What is no number and says so.
    private static final Set<String> MISSING = Set.of(
            "nan",
            "-nan",
            "+nan",
            "-nan(ind)",
            "nan(ind)",
            "1.#qnan",
            "-1.#ind",
            "inf",
            "-inf",
            "+inf",
            "infinity",
            "-infinity");

    /// `Double.parseDouble` also takes hexadecimal numbers and letters behind them, which no motion file means.
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][+-]?[0-9]+)?");

    private DecimalText() {}

    /// NaN where the text says that there is no number; empty where it says something else.
    static OptionalDouble parse(String text) {
        if (DECIMAL.matcher(text).matches()) {
            double value = Double.parseDouble(text.replace(',', '.'));
            return OptionalDouble.of(Double.isInfinite(value) ? Double.NaN : value);
        }
        return MISSING.contains(text.toLowerCase(Locale.ROOT)) ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty();
    }
}
