package dev.firsthand.bench.trial;

import java.util.List;

/// What became of a policy in a scenario.
///
/// @param credits the least V of each task over its hold window
/// @param isCancelled tasks that nobody wanted any more
/// @param interruptions how often people were spoken to while busy
/// @param questions how many questions people answered
/// @param end how it ended
public record Outcome(
        String contestant,
        List<Double> credits,
        List<Boolean> isCancelled,
        List<ClaimMade> claims,
        int interruptions,
        int questions,
        Trace trace,
        End end) {
    public Outcome {
        credits = List.copyOf(credits);
        isCancelled = List.copyOf(isCancelled);
        claims = List.copyOf(claims);
    }

    /// A claim that a task was done, and whether it was at that moment.
    public record ClaimMade(int task, int confidencePerMille, boolean isTrue) {}

    /// How a trial ended.
    public enum End {
        OVER,
        OUT_OF_DECISIONS,
        POLICY_FAILED
    }
}
