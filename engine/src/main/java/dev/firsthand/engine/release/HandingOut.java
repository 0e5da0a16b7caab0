package dev.firsthand.engine.release;

import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes.Taken;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a published copy may be handed to its holder now: asked at every fetch of a file.
public final class HandingOut {
    private final Rooms rooms;
    private final Releases releases;

    public HandingOut(Rooms rooms, Releases releases) {
        this.rooms = rooms;
        this.releases = releases;
    }

    /// Why a copy is not handed out. Codes: `copy-called-back`, `copy-frozen`, `copy-consent-ended`.
    public record Refusal(String code, String message) {}

    public Optional<Refusal> refusal(Tx tx, Requested release, Holder holder) {
        if (releases.supersessions().isStale(tx, release.id())) {
            return refused(
                    "copy-called-back",
                    "Episodes of this copy were called back, so it is not handed out any more. A copy without them is being made: fetch that when your pages show it.");
        }
        if (isFrozen(tx, release.id())) {
            return refused(
                    "copy-frozen",
                    "Something may be in this copy that must not be, such as somebody who did not agree, so it is not handed out until a person has decided, within 72 hours. Try again then.");
        }
        // A yes that only ran out stays good for what was lawfully released while it stood.
        Set<ContributorId> people = ContributorReleases.contributors(tx, release.id());
        Set<ContributorId> moving = ContributorReleases.moving(tx, release.id());
        return rooms.consent()
                                .anyTookBack(
                                        tx,
                                        people,
                                        ReleaseConsent.ending(
                                                holder, release.request().media()))
                        || rooms.consent().anyTookBack(tx, moving, Set.of(ReleaseConsent.MOTION))
                ? refused(
                        "copy-consent-ended",
                        "Somebody whose recordings are in this copy wants them handed to nobody any more. What you have you keep; for the rest ask the operator for the next version.")
                : Optional.empty();
    }

    private boolean isFrozen(Tx tx, ReleaseId release) {
        List<EpisodeId> undecided = rooms.episodes().ofSessions(tx, Freezes.undecided(tx)).values().stream()
                .map(Taken::episode)
                .toList();
        return releases.supersessions().holding(tx, undecided).stream()
                .anyMatch(held -> held.release().equals(release));
    }

    private static Optional<Refusal> refused(String code, String message) {
        return Optional.of(new Refusal(code, message));
    }
}
