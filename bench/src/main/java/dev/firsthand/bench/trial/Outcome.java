package dev.firsthand.bench.trial;

import dev.firsthand.bench.policy.Ending;
import java.util.List;

/// What became of a policy in a scenario.
///
/// @param credits the least V of each task over its hold window
/// @param isCancelled tasks that nobody wanted any more
/// @param reactions to what was said by the way, as far as it was heard
/// @param burdens what each person had to bear
/// @param choresMs how long people were at each task themselves
/// @param intrusions how often a room was entered that somebody wanted for themselves
/// @param leftovers how each thing was at the end
public record Outcome(
        List<Double> credits,
        List<Boolean> isCancelled,
        List<ClaimMade> claims,
        List<Reaction> reactions,
        List<Burden> burdens,
        List<Long> choresMs,
        int intrusions,
        List<Leftover> leftovers,
        Trace trace) {
    public Outcome {
        credits = List.copyOf(credits);
        isCancelled = List.copyOf(isCancelled);
        claims = List.copyOf(claims);
        reactions = List.copyOf(reactions);
        burdens = List.copyOf(burdens);
        choresMs = List.copyOf(choresMs);
        leftovers = List.copyOf(leftovers);
    }

    /// A claim that a task was done, and whether it was at that moment.
    public record ClaimMade(long atMs, int task, int confidencePerMille, boolean isTrue) {}

    /// What was made of something that a twist said.
    ///
    /// @param twist which of the scenario's
    public record Reaction(int twist, long heardMs, Verdict verdict) {}

    /// Whether a reaction was one that is right.
    public enum Verdict {
        RIGHT,
        /// What should have been done or said was not.
        MISSED,
        ASKED_TOO_OFTEN,
        /// What should not be done was done.
        OBEYED
    }

    /// How often somebody was spoken to while busy, and how many questions they answered.
    public record Burden(String person, String role, int interruptions, int questions) {}

    /// A thing at the end: where it was and its flags, and whether any task was about it.
    public record Leftover(int parent, int flags, boolean isWanted, boolean isHeater) {}

    public int interruptions() {
        return burdens.stream().mapToInt(Burden::interruptions).sum();
    }

    public int questions() {
        return burdens.stream().mapToInt(Burden::questions).sum();
    }

    /// Whether it ended because the policy failed.
    public boolean isFault() {
        return trace.ending().isFault();
    }

    public Ending ending() {
        return trace.ending();
    }
}
