package dev.firsthand.perf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One measured number as one JSON line: what was measured, what it is to be, and what else helps to judge it.
record Figure(String bench, String name, double value, String unit, Optional<Target> target, Map<String, Object> more) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Figure {
        more = new LinkedHashMap<>(more);
    }

    static Figure of(String bench, String name, double value, String unit) {
        return new Figure(bench, name, value, unit, Optional.empty(), Map.of());
    }

    /// What a number is held against: at most, or at least.
    record Target(String sign, double limit) {
        boolean met(double value) {
            return sign.equals("<=") ? value <= limit : value >= limit;
        }
    }

    Figure atMost(double most) {
        return new Figure(bench, name, value, unit, Optional.of(new Target("<=", most)), more);
    }

    Figure atLeast(double least) {
        return new Figure(bench, name, value, unit, Optional.of(new Target(">=", least)), more);
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
                held -> line.put("target", held.sign() + " " + held.limit()).put("met", held.met(value)));
        more.forEach((key, fact) -> line.set(key, JSON.valueToTree(fact)));
        // tidy: one line per figure is what the benches are for
        System.out.println(line);
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
