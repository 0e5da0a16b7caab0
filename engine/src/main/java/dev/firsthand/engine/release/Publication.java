package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Published;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.review.Reviewed;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The short transaction that makes a folder a release: it asks everything that may have changed since the folder was
/// begun once more, holds it still, and writes the row. A withdrawal or an answer about privacy that comes meanwhile
/// waits until the row is there; one that came before is seen.
final class Publication {
    private static final String DELETED =
            " The copy was deleted before anybody could see it. Ask for the release again: what may not be in it is left"
                    + " out then.";

    private final Database database;
    private final Rooms rooms;
    private final Releases releases;
    private final InstantSource clock;

    Publication(Database database, Rooms rooms, Releases releases, InstantSource clock) {
        this.database = database;
        this.rooms = rooms;
        this.releases = releases;
        this.clock = clock;
    }

    /// Why a finished folder must not become a release.
    record Refusal(String code, String message) {}

    /// Writes the row; a refusal says that there is none.
    Optional<Refusal> publish(Requested requested, Holder holder, Assembled assembled) {
        return database.inTransaction(tx -> {
            releases.oneAtATime(tx, requested.request());
            Eligible now = Eligible.of(
                    tx,
                    rooms,
                    new ReleaseConsent(rooms.consent(), holder),
                    requested.request().kind());
            Optional<Refusal> refusal = changed(now, assembled).or(() -> overtaken(tx, requested, assembled));
            if (refusal.isEmpty()) {
                releases.keepLeftOut(tx, requested.id(), now.leftOut());
                keep(tx, requested, assembled);
            }
            return refusal;
        });
    }

    private static Optional<Refusal> changed(Eligible now, Assembled assembled) {
        Map<EpisodeId, Reviewed> reviewed = new HashMap<>();
        for (Labelled labelled : now.episodes()) {
            reviewed.put(labelled.reviewed().scrubbed().checked().episode().id(), labelled.reviewed());
        }
        for (Named named : assembled.parts()) {
            EpisodeId episode = named.part().episode().id();
            Optional<LeftOut> out = now.reason(episode);
            if (out.isPresent()) {
                return Optional.of(new Refusal(out.get().code(), out.get().message() + DELETED));
            }
            if (!named.part().labelled().reviewed().equals(reviewed.get(episode))) {
                return Optional.of(new Refusal(
                        "release-review-changed",
                        "An episode was reviewed or looked at again while the copy was made." + DELETED));
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> overtaken(Tx tx, Requested requested, Assembled assembled) {
        ReleaseVersion next = releases.nextVersion(tx, requested.request(), Assembled.names(assembled.parts()));
        return next.equals(assembled.version())
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "release-overtaken",
                        "Another release of this name and holder was published meanwhile, so this copy's version %s is wrong."
                                        .formatted(assembled.version())
                                + DELETED));
    }

    @ChangesFact(FactType.RELEASE)
    private void keep(Tx tx, Requested requested, Assembled assembled) {
        Published published =
                new Published(assembled.version(), assembled.manifestSha256(), assembled.sizeBytes(), clock.instant());
        releases.keepPublished(tx, requested, published, assembled.parts());
        Map<String, Object> predicate = Map.of(
                "manifest_sha256",
                assembled.manifestSha256(),
                "kind",
                requested.request().kind().wireName(),
                "version",
                assembled.version().toString(),
                "episodes",
                assembled.parts().size());
        rooms.provenance()
                .recordImpersonal(
                        tx, new Statement(FactType.RELEASE, requested.id().value(), predicate));
    }
}
