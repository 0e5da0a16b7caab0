package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What every contributor of a copy has agreed to, and the question whether they still do.
///
/// A buyer needs the consent to train and the consent to hand a copy to this very buyer; the operator's own
/// copy stays in the house and needs the first; motion alone needs the one to motion besides. Whoever took
/// back the yes to the work on recordings is in no later copy either; one that only ran out hides nothing of
/// what was made while it stood.
record ReleaseConsent(Consent consent, Holder holder, ReleaseMedia media) {
    static final String EXPIRED = "consent-expired";

    /// What it takes beside that for the motion of a body.
    static final Purpose MOTION = Purpose.BIOMETRIC_TEMPLATE;

    private static final Set<Purpose> OF_THE_WORK = EnumSet.of(Purpose.CAPTURE_FOR_PAY, Purpose.QUALITY_AND_LABELLING);

    private static final Set<String> SAID_NO = Set.of("consent-withdrawn", "consent-refused");

    static List<Purpose> purposes(Holder holder, ReleaseMedia media) {
        List<Purpose> purposes = new ArrayList<>();
        purposes.add(Purpose.TRAIN_ROBOT_POLICY);
        switch (holder.kind()) {
            case OWN -> {}
            case BUYER -> purposes.add(Purpose.SELL_TO_NAMED_BUYERS);
        }
        switch (media) {
            case ReleaseMedia.Pictures pictures -> {}
            case ReleaseMedia.Motion alone -> purposes.add(MOTION);
        }
        return List.copyOf(purposes);
    }

    /// Those of which each that is taken back keeps copies for this holder back.
    static Set<Purpose> ending(Holder holder, ReleaseMedia media) {
        Set<Purpose> ending = EnumSet.copyOf(OF_THE_WORK);
        ending.addAll(purposes(holder, media));
        return ending;
    }

    /// Why recordings of these contributors may not be in the copy; who may be in it is not among them. A withdrawal
    /// that comes meanwhile waits until the transaction ends.
    Map<ContributorId, PermitResult.Refused> refusals(Tx tx, Set<ContributorId> contributors) {
        Map<ContributorId, PermitResult.Refused> refusals = new HashMap<>();
        for (Purpose purpose : ending(holder, media)) {
            refusals(tx, contributors, purpose).forEach((contributor, refused) -> {
                if (!OF_THE_WORK.contains(purpose) || SAID_NO.contains(refused.code())) {
                    refusals.merge(contributor, refused, ReleaseConsent::graver);
                }
            });
        }
        return refusals;
    }

    /// Why the motion of their bodies may not be in the copy, likewise.
    Map<ContributorId, PermitResult.Refused> motionRefusals(Tx tx, Set<ContributorId> contributors) {
        return refusals(tx, contributors, MOTION);
    }

    private Map<ContributorId, PermitResult.Refused> refusals(Tx tx, Set<ContributorId> contributors, Purpose purpose) {
        Map<ContributorId, PermitResult.Refused> refusals = new HashMap<>();
        permits(tx, contributors, purpose).forEach((contributor, permit) -> {
            if (permit instanceof PermitResult.Refused refused) {
                refusals.put(contributor, refused);
            }
        });
        return refusals;
    }

    /// What only lapsed hides nothing that was said.
    private static PermitResult.Refused graver(PermitResult.Refused one, PermitResult.Refused other) {
        return one.code().equals(EXPIRED) ? other : one;
    }

    private Map<ContributorId, PermitResult> permits(Tx tx, Set<ContributorId> contributors, Purpose purpose) {
        return purpose == Purpose.SELL_TO_NAMED_BUYERS
                ? consent.permitsForShare(tx, contributors, holder.id())
                : consent.permitsForShare(tx, contributors, purpose);
    }
}
