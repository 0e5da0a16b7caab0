package dev.firsthand.engine.recall;

import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.release.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A notice as it stands: about which release, whose, and how far it came. `items` of the release's `members`
/// must go.
///
/// @param hooked when the holder's own program took it; empty where there is none, or not yet
public record Told(
        UUID id,
        ReleaseId release,
        HolderId holder,
        Instant at,
        Instant answerBy,
        int items,
        int members,
        Optional<Instant> hooked,
        Optional<Instant> acknowledged,
        int models) {
    /// How long a holder has to answer.
    public static final Duration TO_ANSWER = Duration.ofDays(30);

    /// After how long without an answer the licence is suspended.
    public static final Duration TO_ESCALATE = Duration.ofDays(45);

    /// Where a notice is.
    public enum State {
        NOTIFIED,
        ACKNOWLEDGED,
        OVERDUE,
        ESCALATED
    }

    public State stateAt(Instant now) {
        if (acknowledged.isPresent()) {
            return State.ACKNOWLEDGED;
        }
        if (!now.isBefore(at.plus(TO_ESCALATE))) {
            return State.ESCALATED;
        }
        return now.isBefore(answerBy) ? State.NOTIFIED : State.OVERDUE;
    }
}
