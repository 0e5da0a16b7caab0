package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The episodes that may go into a copy now, and those that may not, each with its reason.
record Eligible(List<Labelled> episodes, List<LeftOut> leftOut) {
    static Eligible of(Tx tx, Labels labels, ReleaseConsent consent, ReleaseKind kind) {
        List<Labelled> episodes = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (EpisodeId id : labels.labelled(tx)) {
            Optional<Labelled> labelled = labels.find(tx, id);
            Optional<LeftOut> reason = labelled.map(found -> reason(tx, found, consent, kind))
                    .orElseGet(() -> Optional.of(new LeftOut(
                            id, "episode-not-reviewed", "It has a label, but no review, or it is quarantined.")));
            if (reason.isPresent()) {
                leftOut.add(reason.get());
            } else {
                episodes.add(labelled.orElseThrow());
            }
        }
        return new Eligible(List.copyOf(episodes), List.copyOf(leftOut));
    }

    private static Optional<LeftOut> reason(Tx tx, Labelled labelled, ReleaseConsent consent, ReleaseKind kind) {
        Scrubbed scrubbed = labelled.reviewed().scrubbed();
        EpisodeId id = scrubbed.checked().episode().id();
        if (scrubbed.level().compareTo(kind.least()) < 0) {
            return Optional.of(new LeftOut(
                    id,
                    "privacy-level-low",
                    "Its privacy level is %s, a %s release needs %s: somebody has to look at it."
                            .formatted(
                                    scrubbed.level().wireName(),
                                    kind.wireName(),
                                    kind.least().wireName())));
        }
        if (labelled.reviewed().acceptedSpans().isEmpty()) {
            return Optional.of(new LeftOut(id, "review-nothing-accepted", "The review accepted none of it."));
        }
        return consent.refusal(tx, scrubbed.checked().episode().contributor())
                .map(refused -> new LeftOut(id, refused.code(), refused.message()));
    }
}
