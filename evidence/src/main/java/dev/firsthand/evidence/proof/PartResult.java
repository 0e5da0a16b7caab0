package dev.firsthand.evidence.proof;

/// What is to be said of one part of a proof.
public sealed interface PartResult {
    /// Names the part: an episode, `checkpoint`, `files`, a file.
    String part();

    record Holds(String part, String what) implements PartResult {}

    /// Gone, and rightly so: its withdrawal stands in the log.
    record Withdrawn(String part, String why) implements PartResult {}

    /// Contradicts what is signed, or is missing without a reason.
    record Lie(String part, String why) implements PartResult {}
}
