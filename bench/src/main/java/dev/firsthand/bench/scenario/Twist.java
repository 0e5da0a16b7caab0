package dev.firsthand.bench.scenario;

/// One thing that will go otherwise.
///
/// @param trigger when it fires
/// @param atMs when its time comes; for those that wait for the robot, from when on
/// @param task which task's things and people it is about
public record Twist(TwistKind kind, Trigger trigger, long atMs, int task) {
    /// The last two wait for what the policy does, and so can't be memorised.
    public enum Trigger {
        FIXED,
        RANDOM,
        WHILE_CARRYING,
        AFTER_DONE_IS_SAID
    }
}
