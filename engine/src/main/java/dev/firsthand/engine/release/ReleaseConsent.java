package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.store.Tx;
import java.util.List;
import java.util.Optional;

/// What every contributor of a copy has agreed to, and the question whether they still do.
///
/// A buyer needs the consent to train and the consent to hand a copy to this very buyer; the operator's own copy stays
/// in the house and needs the first.
record ReleaseConsent(Consent consent, Holder holder) {
    List<Purpose> purposes() {
        return purposes(holder);
    }

    static List<Purpose> purposes(Holder holder) {
        return switch (holder.kind()) {
            case OWN -> List.of(Purpose.TRAIN_ROBOT_POLICY);
            case BUYER -> List.of(Purpose.TRAIN_ROBOT_POLICY, Purpose.SELL_TO_NAMED_BUYERS);
        };
    }

    /// Why this contributor's recordings may not be in the copy; empty when they may. A withdrawal that comes meanwhile
    /// waits until the transaction ends.
    Optional<PermitResult.Refused> refusal(Tx tx, ContributorId contributor) {
        return purposes().stream()
                .map(purpose -> permit(tx, contributor, purpose))
                .filter(PermitResult.Refused.class::isInstance)
                .map(PermitResult.Refused.class::cast)
                .findFirst();
    }

    private PermitResult permit(Tx tx, ContributorId contributor, Purpose purpose) {
        return purpose == Purpose.SELL_TO_NAMED_BUYERS
                ? consent.permitForShare(tx, contributor, holder.id())
                : consent.permitForShare(tx, contributor, purpose);
    }
}
