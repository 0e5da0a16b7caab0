package dev.firsthand.engine.rules;

import dev.firsthand.engine.rules.RuleValue.Amount;
import dev.firsthand.engine.rules.RuleValue.Words;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/// How a rule binds, and so which of two values is the stricter one.
public enum RuleKind {
    /// At most so many hours: the fewest win.
    MAX_HOURS(Composition.SMALLEST),
    /// At most so many days: the fewest win.
    MAX_DAYS(Composition.SMALLEST),
    /// At most so many people: the fewest win.
    MAX_PEOPLE(Composition.SMALLEST),
    /// At least so many hours: the most win.
    MIN_HOURS(Composition.LARGEST),
    /// At least so many days: the most win.
    MIN_DAYS(Composition.LARGEST),
    /// At least so many years of age: the most win.
    MIN_YEARS(Composition.LARGEST),
    /// None of this may be: what anybody forbids is forbidden.
    PROHIBITED(Composition.UNION),
    /// All of this must be: what anybody asks is asked.
    REQUIRED(Composition.UNION),
    /// One of this must be there for a move out: where several rules hold, each must be met, so that only those
    /// moves stay that all of them permit.
    PERMITTED(Composition.EACH);

    /// In a rule on moves: nothing has to be there.
    static final String UNRESTRICTED = "unrestricted";

    enum Composition {
        SMALLEST,
        LARGEST,
        UNION,
        EACH
    }

    private final Composition composition;

    RuleKind(Composition composition) {
        this.composition = composition;
    }

    Composition composition() {
        return composition;
    }

    /// Reads a value of this kind.
    public RuleValue read(String text) {
        return switch (composition) {
            case SMALLEST, LARGEST -> {
                if (!text.matches("[0-9]{1,7}")) {
                    throw new IllegalArgumentException("a value is a whole number from 0 to " + Amount.MAX);
                }
                yield new Amount(Long.parseLong(text));
            }
            case UNION, EACH ->
                new Words(new TreeSet<>(Arrays.asList(text.strip().split("\\s+"))));
        };
    }

    /// Whether whoever keeps to `value` keeps to `other` as well.
    boolean atLeastAsStrict(RuleValue value, RuleValue other) {
        return switch (composition) {
            case SMALLEST -> number(value) <= number(other);
            case LARGEST -> number(value) >= number(other);
            case UNION -> words(value).containsAll(words(other));
            case EACH -> words(other).contains(UNRESTRICTED) || words(other).containsAll(words(value));
        };
    }

    static long number(RuleValue value) {
        if (value instanceof Amount(var number)) {
            return number;
        }
        throw new IllegalArgumentException("a number is needed, this is '%s'".formatted(value.text()));
    }

    static Set<String> words(RuleValue value) {
        if (value instanceof Words(var words)) {
            return words;
        }
        throw new IllegalArgumentException("words are needed, this is '%s'".formatted(value.text()));
    }
}
