package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Tx;
import java.util.List;
import java.util.Optional;

/// The purposes that every contributor of a release has agreed to, and the question whether they still do.
final class ReleaseConsent {
    static final List<Purpose> PURPOSES = List.of(Purpose.TRAIN_ROBOT_POLICY, Purpose.SELL_TO_NAMED_BUYERS);

    private ReleaseConsent() {}

    /// Why this contributor's recordings may not leave; empty when they may.
    static Optional<PermitResult.Refused> refusal(Tx tx, Consent consent, ContributorId contributor) {
        for (Purpose purpose : PURPOSES) {
            if (consent.permit(tx, contributor, purpose) instanceof PermitResult.Refused refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    /// The same question for publishing: a withdrawal that comes meanwhile waits until this transaction has ended.
    static Optional<PermitResult.Refused> refusalHeldForShare(Tx tx, Consent consent, ContributorId contributor) {
        for (Purpose purpose : PURPOSES) {
            if (consent.permitForShare(tx, contributor, purpose) instanceof PermitResult.Refused refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }
}
