package dev.firsthand.engine.rules;

import java.util.Collection;
import java.util.Comparator;

/// How well somebody knows that a rule says what we say it says; the surest first.
public enum Certainty {
    /// The text itself was read.
    PRIMARY_READ,
    /// Somebody else's account of it was read.
    SECONDARY_READ,
    /// From memory, or of a text of which the title alone was read.
    UNVERIFIED;

    /// The least sure of them; what rests on nothing is not in doubt.
    public static Certainty weakest(Collection<Certainty> all) {
        return all.stream().max(Comparator.naturalOrder()).orElse(PRIMARY_READ);
    }
}
