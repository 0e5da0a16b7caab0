package dev.firsthand.bench.report;

import dev.firsthand.bench.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts numbers of the scores on a page. Each stands in a `data` element with its path and its exact value, so that a
/// page can be held against the JSON.
record Figures(Map<String, Object> scores) {
    private static final String NONE = "<span class=\"none\">none</span>";

    Optional<Object> at(String path) {
        Object at = scores;
        for (String step : path.split("/", -1)) {
            at = switch (at) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> list.get(Integer.parseInt(step));
                default -> null;
            };
            if (at == null) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    List<?> list(String path) {
        return at(path).map(list -> (List<?>) list).orElse(List.of());
    }

    String text(String path) {
        return Html.escaped(at(path).map(Object::toString).orElse(""));
    }

    double value(String path) {
        return at(path).map(number -> ((Number) number).doubleValue()).orElse(0.0);
    }

    /// A count, or a figure with at most two decimals.
    String number(String path) {
        return at(path).map(value -> data(path, value, rounded(value, 2))).orElse(NONE);
    }

    String percent(String path) {
        return at(path).map(value -> data(path, value, rounded(100 * ((Number) value).doubleValue(), 1) + " %"))
                .orElse(NONE);
    }

    /// An estimate and what it lies between.
    String interval(String path) {
        return at(path).isEmpty()
                ? NONE
                : "%s <span class=\"range\">(%s to %s)</span>"
                        .formatted(percent(path + "/estimate"), percent(path + "/low"), percent(path + "/high"));
    }

    private static String data(String path, Object value, String shown) {
        return "<data value=\"%s\" data-of=\"%s\">%s</data>".formatted(Json.text(value), path, shown);
    }

    static String rounded(Object value, int decimals) {
        BigDecimal number =
                value instanceof Double fraction ? new BigDecimal(fraction) : new BigDecimal(value.toString());
        BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
