package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.privacy.PrivacyState;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The episodes that may go into a copy now, and those that may not, each with its reason.
record Eligible(List<Labelled> episodes, List<LeftOut> leftOut) {
    Eligible {
        episodes = List.copyOf(episodes);
        leftOut = List.copyOf(leftOut);
    }

    /// Looks at every episode of the house. Neither an answer about privacy nor a withdrawal can pass until the
    /// transaction ends.
    static Eligible of(Tx tx, Rooms rooms, ReleaseConsent consent, ReleaseKind kind) {
        List<Labelled> episodes = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (EpisodeId id : rooms.episodes().recorded(tx)) {
            Optional<LeftOut> unready = unready(tx, rooms, id);
            if (unready.isPresent()) {
                leftOut.add(unready.get());
                continue;
            }
            Labelled labelled = rooms.labels().find(tx, id).orElseThrow();
            reason(tx, labelled, consent, kind).ifPresentOrElse(leftOut::add, () -> episodes.add(labelled));
        }
        return new Eligible(episodes, leftOut);
    }

    /// Why an episode left out; empty for one that may be in.
    Optional<LeftOut> reason(EpisodeId episode) {
        return leftOut.stream().filter(out -> out.episode().equals(episode)).findFirst();
    }

    private static Optional<LeftOut> unready(Tx tx, Rooms rooms, EpisodeId id) {
        return switch (rooms.privacy().findForShare(tx, id).orElse(null)) {
            case null -> out(id, "episode-not-ready", "Its view is not there yet, or could not be made.");
            case PrivacyState.Waiting(var scrubbed) ->
                out(id, "privacy-not-answered", "Nobody has answered the privacy question about it.");
            case PrivacyState.Quarantined(var scrubbed, var visible) ->
                out(
                        id,
                        "episode-quarantined",
                        "A person saw %s in it."
                                .formatted(visible.stream().sorted().toList()));
            case PrivacyState.Open(var scrubbed) -> {
                if (rooms.reviews().find(tx, id).isEmpty()) {
                    yield out(id, "episode-not-reviewed", "Nobody has reviewed it.");
                }
                yield rooms.labels().label(tx, id).isPresent()
                        ? Optional.empty()
                        : out(id, "episode-not-labelled", "Its contributor has not said how the task ended.");
            }
        };
    }

    private static Optional<LeftOut> reason(Tx tx, Labelled labelled, ReleaseConsent consent, ReleaseKind kind) {
        Scrubbed scrubbed = labelled.reviewed().scrubbed();
        EpisodeId id = scrubbed.checked().episode().id();
        if (scrubbed.level().compareTo(kind.least()) < 0) {
            return out(
                    id,
                    "privacy-level-low",
                    "Its privacy level is %s, a %s release needs %s: somebody has to look at it."
                            .formatted(
                                    scrubbed.level().wireName(),
                                    kind.wireName(),
                                    kind.least().wireName()));
        }
        if (labelled.reviewed().acceptedSpans().isEmpty()) {
            return out(id, "review-nothing-accepted", "The review accepted none of it.");
        }
        return consent.refusal(tx, scrubbed.checked().episode().contributor())
                .map(refused -> new LeftOut(id, refused.code(), refused.message()));
    }

    private static Optional<LeftOut> out(EpisodeId id, String code, String message) {
        return Optional.of(new LeftOut(id, code, message));
    }
}
