package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.Personal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// How often and how long an invitation works, and for whom it is meant.
public record InvitationTerms(int joinsMax, Duration validFor, Audience audience) {
    /// The most people that one link may let in.
    public static final int JOINS_LIMIT = 1_000;

    /// The longest that a link may live.
    public static final Duration VALID_LIMIT = Duration.ofDays(90);

    /// Whom a link is for: `task` names the one task that it invites to, or none for all; `language` (BCP 47) is what
    /// its page is shown in where the browser asks for nothing else; `note` is for the operator alone.
    public record Audience(Optional<UUID> task, Optional<String> language, Personal<String> note) {
        /// The longest note, in characters.
        public static final int NOTE_LENGTH_MAX = 200;

        public static final Audience EVERYBODY = new Audience(Optional.empty(), Optional.empty(), Personal.of(""));

        public Audience {
            if (language.filter(tag -> !Contributors.isLanguage(tag)).isPresent()) {
                throw new IllegalArgumentException("the language is not a BCP 47 tag such as en, fil or pt-BR");
            }
            if (note.reveal().length() > NOTE_LENGTH_MAX) {
                throw new IllegalArgumentException("a note has at most %d characters".formatted(NOTE_LENGTH_MAX));
            }
        }
    }

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

    public InvitationTerms(int joinsMax, Duration validFor) {
        this(joinsMax, validFor, Audience.EVERYBODY);
    }

    /// For one person, a fortnight.
    public static InvitationTerms single() {
        return new InvitationTerms(1, Duration.ofDays(14));
    }
}
