package dev.firsthand.perf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One measured number as one JSON line: what was measured, what it is to be, and what else helps to judge it.
record Figure(String bench, String name, double value, String unit, Optional<Target> target, Map<String, Object> more) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AT_MOST = "<=";
    private static final String AT_LEAST = ">=";

    Figure {
        more = new LinkedHashMap<>(more);
    }

    static Figure of(String bench, String name, double value, String unit) {
        return new Figure(bench, name, value, unit, Optional.empty(), Map.of());
    }

    /// What a number is held against.
    record Target(String sign, double bound) {
        boolean met(double value) {
            return sign.equals(AT_MOST) ? value <= bound : value >= bound;
        }
    }

    Figure atMost(double most) {
        return new Figure(bench, name, value, unit, Optional.of(new Target(AT_MOST, most)), more);
    }

    Figure atLeast(double least) {
        return new Figure(bench, name, value, unit, Optional.of(new Target(AT_LEAST, least)), more);
    }

    Figure with(String key, Object fact) {
        var facts = new LinkedHashMap<>(more);
        facts.put(key, fact);
        return new Figure(bench, name, value, unit, target, facts);
    }

    void print() {
        ObjectNode line = JSON.createObjectNode()
                .put("bench", bench)
                .put("figure", name)
                .put("value", rounded(value))
                .put("unit", unit);
        target.ifPresent(
                held -> line.put("target", held.sign() + " " + held.bound()).put("met", held.met(value)));
        more.forEach((key, fact) -> line.set(key, JSON.valueToTree(fact)));
        // tidy: one line per figure is what the benches are for
        System.out.println(line);
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
