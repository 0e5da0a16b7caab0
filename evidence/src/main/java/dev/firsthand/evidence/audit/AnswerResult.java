package dev.firsthand.evidence.audit;

import java.time.LocalDate;

/// What is to be said of one entry that was to be opened.
public sealed interface AnswerResult {
    long entry();

    record Holds(long entry, String what) implements AnswerResult {}

    /// It opens the entry, but was given after the last day.
    record Late(long entry, LocalDate given) implements AnswerResult {}

    /// It does not open the entry, or was not asked for.
    record False(long entry, String why) implements AnswerResult {}

    record Missing(long entry) implements AnswerResult {}
}
