package dev.firsthand.recording.validation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects broken rules, a bounded number of each.
final class Findings {
    private final List<BrokenRule> broken = new ArrayList<>();
    private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
    private long notShown;

    void add(Rule rule, String place, String message) {
        if (counts.merge(rule, 1, Integer::sum) <= ValidationReport.SHOWN_MAX) {
            broken.add(new BrokenRule(rule, place, message));
        } else {
            notShown++;
        }
    }

    /// Adds where `good` is false; returns `good`.
    boolean check(boolean good, Rule rule, String place, String message) {
        if (!good) {
            add(rule, place, message);
        }
        return good;
    }

    ValidationReport report(long episodes, long frames, long files) {
        long warnings = counts.entrySet().stream()
                .filter(one -> one.getKey().level() == Rule.Level.WARNING)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new ValidationReport(episodes, frames, files, broken, notShown, warnings);
    }
}
