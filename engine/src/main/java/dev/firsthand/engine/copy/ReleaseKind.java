package dev.firsthand.engine.copy;

import dev.firsthand.engine.privacy.PrivacyLevel;
import java.util.Locale;

/// What a release may be used for, and so which level of privacy every episode in it has reached.
public enum ReleaseKind {
    /// For training. A person has looked at every episode.
    STANDARD(PrivacyLevel.CLEARED_BY_PERSON),
    /// To see how the house works, on the machine of the person who made it. Nobody has looked at the pictures.
    DEMONSTRATION(PrivacyLevel.SCRUBBED);

    /// All that a demonstration may be used for, in the same words wherever it says so.
    static final String DEMONSTRATION_TERMS =
            "It may be looked at on the operator's own machine; every other use is forbidden.";

    private final PrivacyLevel least;

    ReleaseKind(PrivacyLevel least) {
        this.least = least;
    }

    public PrivacyLevel least() {
        return least;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
