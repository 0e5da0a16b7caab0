package dev.firsthand.engine.privacy;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;

/// What a person may have seen in the pictures that must not leave the house.
public enum Visible {
    FACE,
    SCREEN,
    DOCUMENT,
    NAME,
    CHILD,
    /// Somebody who did not agree to be in it: not on the list of the household.
    PERSON;

    private static final Comparator<Visible> GRAVEST_FIRST =
            Comparator.comparing((Visible one) -> one != CHILD).thenComparing(one -> one != PERSON);

    /// That of them for which most has to be done.
    public static Visible gravest(Collection<Visible> seen) {
        return Collections.min(seen, GRAVEST_FIRST);
    }

    /// Whether it is somebody who must not be in a recording at all.
    public boolean isPerson() {
        return this == CHILD || this == PERSON;
    }
}
