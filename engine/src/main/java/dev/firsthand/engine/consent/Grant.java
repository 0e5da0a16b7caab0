package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import java.time.Instant;
import java.util.Optional;

/// One answer of one contributor for one purpose, after the notice with this digest was shown.
/// A yes has an end; a refusal has none. `outdatedAt`: when a notice came that this yes does not cover.
public record Grant(
        GrantId id,
        ContributorId contributor,
        Purpose purpose,
        NoticeDigest notice,
        Answer answer,
        Instant answeredAt,
        Optional<Instant> expiresAt,
        Optional<Instant> withdrawnAt,
        Optional<Instant> outdatedAt) {

    /// What the contributor answered.
    public enum Answer {
        GIVEN,
        /// Yes, while an earlier yes still held.
        RENEWED,
        REFUSED
    }

    /// What the answer is worth at a moment.
    public enum State {
        STANDING,
        REFUSED,
        WITHDRAWN,
        OUTDATED,
        EXPIRED
    }

    boolean isUnwithdrawnYes() {
        return answer != Answer.REFUSED && withdrawnAt.isEmpty();
    }

    public State stateAt(Instant moment) {
        if (answer == Answer.REFUSED) {
            return State.REFUSED;
        }
        if (withdrawnAt.isPresent()) {
            return State.WITHDRAWN;
        }
        if (outdatedAt.isPresent()) {
            return State.OUTDATED;
        }
        return expiresAt.filter(moment::isBefore).isPresent() ? State.STANDING : State.EXPIRED;
    }
}
