package dev.firsthand.engine.consent;

import java.util.List;

/// What recording a contributor's answers led to.
public sealed interface AnswerResult {
    /// One grant per purpose answered, in the order of [Purpose].
    record Recorded(List<Grant> grants) implements AnswerResult {
        public Recorded {
            grants = List.copyOf(grants);
        }
    }

    /// Codes: `notice-unknown`, `notice-superseded`, `answers-missing`, `purpose-not-asked`, `signature-wrong`,
    /// `contributor-unknown`, `answers-given-since`.
    record Refused(String code, String message) implements AnswerResult {}
}
