package dev.firsthand.bench.score;

/// What a policy added: its V less that of the no-op twin, over what there was to add. Doing nothing adds exactly 0.
public final class AttributableCredit {
    private AttributableCredit() {}

    /// The share of what was missing that came true.
    ///
    /// @param byNobody V in the no-op twin, below 1: a task that others finish is void and has no credit
    public static double of(double byPolicy, double byNobody) {
        if (byNobody >= 1) {
            throw new IllegalArgumentException("the task is void: it came true without the policy");
        }
        return Math.clamp((byPolicy - byNobody) / (1 - byNobody), 0, 1);
    }
}
