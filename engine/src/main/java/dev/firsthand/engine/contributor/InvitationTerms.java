package dev.firsthand.engine.contributor;

import java.time.Duration;

/// How often and how long an invitation works.
public record InvitationTerms(int joinsMax, Duration validFor) {
    /// The most people that one link may let in.
    public static final int JOINS_LIMIT = 1_000;

    /// The longest that a link may live.
    public static final Duration VALID_LIMIT = Duration.ofDays(90);

    public InvitationTerms {
        if (joinsMax < 1 || joinsMax > JOINS_LIMIT) {
            throw new IllegalArgumentException(
                    "an invitation lets 1 to %d people in, not %d".formatted(JOINS_LIMIT, joinsMax));
        }
        if (validFor.isNegative() || validFor.isZero() || validFor.compareTo(VALID_LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "an invitation lives up to %d days, not %s".formatted(VALID_LIMIT.toDays(), validFor));
        }
    }

    /// For one person, a fortnight.
    public static InvitationTerms single() {
        return new InvitationTerms(1, Duration.ofDays(14));
    }
}
