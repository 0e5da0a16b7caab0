package dev.firsthand.engine.message;

import dev.firsthand.engine.store.Personal;
import java.util.UUID;

/// What is carried, and to whom. The id stays the same however often it is tried.
public record Message(UUID id, Personal<MailAddress> to, Words words) {
    /// The most characters of a text.
    public static final int TEXT_MAX = 4_000;

    private static final int SUBJECT_MAX = 200;

    /// What a message is about.
    public enum Kind {
        /// A link by which somebody comes in.
        WAY_IN,
        /// Somebody has decided.
        DECISION
    }

    /// A subject of one line, and a text. Both may hold a secret link, so neither is shown.
    public record Words(Kind kind, Personal<String> subject, Personal<String> text) {
        public Words {
            String line = subject.reveal();
            if (line.isBlank()
                    || line.length() > SUBJECT_MAX
                    || line.codePoints().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "a subject is one line of 1 to %d characters".formatted(SUBJECT_MAX));
            }
            if (text.reveal().isBlank() || text.reveal().length() > TEXT_MAX) {
                throw new IllegalArgumentException("a text has 1 to %d characters".formatted(TEXT_MAX));
            }
        }

        public static Words of(Kind kind, String subject, String text) {
            return new Words(kind, Personal.of(subject), Personal.of(text));
        }
    }
}
