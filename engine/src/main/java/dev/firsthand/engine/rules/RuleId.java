package dev.firsthand.engine.rules;

import java.util.regex.Pattern;

/// Names one rule: its jurisdiction, a dot, and what it is about, such as `NG.breach_authority`.
public record RuleId(String value) implements Comparable<RuleId> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z-]{2,10}\\.[a-z0-9_]{1,40}");

    public RuleId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a rule is named like NG.breach_authority, this is " + value);
        }
    }

    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }
}
