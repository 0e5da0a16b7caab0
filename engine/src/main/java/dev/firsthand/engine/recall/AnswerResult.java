package dev.firsthand.engine.recall;

/// What became of a holder's answer.
public sealed interface AnswerResult {
    /// It is kept; the same one sent twice is kept once.
    record Kept(RecallAnswer answer) implements AnswerResult {}

    /// Codes: `recall-answer-invalid`, `recall-answer-other`, `recall-answered`, `recall-answer-undone`.
    record Refused(String code, String message) implements AnswerResult {}
}
