package dev.firsthand.engine.privacy;

import java.util.Set;

/// Whether a member of the desk may answer about an episode now.
public sealed interface Turn {
    /// It is this member's to answer; nobody else is sent to it for [LookQueue#TURN]. `seen` is what others saw in
    /// it and this member may lift, else nothing.
    record Yours(Scrubbed scrubbed, Set<Visible> seen) implements Turn {
        public Yours {
            seen = Set.copyOf(seen);
        }
    }

    /// Somebody else is looking at it.
    record SomebodyElses() implements Turn {}

    /// It has its answer, as far as this member can give one.
    record Answered() implements Turn {}

    /// It can't be judged, or the answer was not taken; codes as in [PrivacyResult.Refused].
    record Refused(String code, String message) implements Turn {}
}
