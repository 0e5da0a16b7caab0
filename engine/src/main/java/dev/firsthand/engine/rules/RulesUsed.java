package dev.firsthand.engine.rules;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The rules that a decision rests on, each with how sure it is, and the digest of the whole table as it was then.
public record RulesUsed(SortedMap<RuleId, Certainty> rules, String tableSha256) {
    public RulesUsed {
        rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    /// How many of them nobody has verified.
    public int unverified() {
        return Collections.frequency(rules.values(), Certainty.UNVERIFIED);
    }

    /// Each rule with how sure it is, in one line.
    public String text() {
        return rules.entrySet().stream()
                .map(rule -> rule.getKey().value() + " " + rule.getValue())
                .collect(Collectors.joining(", "));
    }

    /// Both, decided by one table.
    public RulesUsed and(RulesUsed other) {
        if (!tableSha256.equals(other.tableSha256)) {
            throw new IllegalArgumentException("these were decided by two tables of rules");
        }
        var both = new TreeMap<>(rules);
        both.putAll(other.rules);
        return new RulesUsed(both, tableSha256);
    }
}
