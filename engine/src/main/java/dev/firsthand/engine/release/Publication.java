package dev.firsthand.engine.release;

import dev.firsthand.engine.backup.Restorations;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.provenance.Chains.Head;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.Published;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Releases.Stated;
import dev.firsthand.engine.release.Rules.Judged;
import dev.firsthand.engine.review.Reviewed;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.proof.ReleaseStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Gatherers;

/// The short transaction that makes a folder a release: it asks everything that may have changed since the folder
/// was begun once more, holds it still, and writes the row. A withdrawal, a request for removal or an answer about
/// privacy that comes meanwhile waits until the row is there; one that came before is seen.
final class Publication {
    private static final String DELETED =
            " The copy was deleted before anybody could see it. Ask for the release again: what may not be in it is"
                    + " left out then.";

    private static final String CHAIN_BROKEN =
            "The signed steps of an episode do not reach from its capture to its label, so nobody could check it.";

    private final Database database;
    private final Rooms rooms;
    private final Releases releases;
    private final ReleaseFolders folders;
    private final InstantSource clock;

    Publication(Database database, Rooms rooms, Releases releases, ReleaseFolders folders, InstantSource clock) {
        this.database = database;
        this.rooms = rooms;
        this.releases = releases;
        this.folders = folders;
        this.clock = clock;
    }

    /// Why a finished folder must not become a release.
    record Refusal(String code, String message) {}

    /// Puts the folder in place and writes the row, unless an attempt that was thought dead has written it; a
    /// refusal says that there is none, and that nothing became visible. Where the database does not answer,
    /// nobody knows whether there is one: the folder stays, and the next attempt or the next start finds out.
    Optional<Refusal> publish(Requested requested, Holder holder, Assembled assembled) throws IOException {
        folders.settle(assembled.staging());
        SortedMap<String, Head> compared = database.inTransaction(tx -> heads(tx, assembled));
        Optional<Refusal> contradicted = database.inTransaction(
                tx -> new HeldToChain(rooms.evidence()).refusal(tx, assembled.parts(), compared));
        if (contradicted.isPresent()) {
            return contradicted;
        }
        try {
            return database.inTransaction(tx -> publish(tx, requested, holder, assembled, compared));
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    /// `compared` are the ends of the chains that the copy was held to.
    private Optional<Refusal> publish(
            Tx tx, Requested requested, Holder holder, Assembled assembled, SortedMap<String, Head> compared) {
        releases.oneAtATime(tx, requested.request());
        if (releases.published(tx, requested.id()).isPresent()) {
            return Optional.empty();
        }
        Rules rules = Rules.of(rooms, holder, requested.request());
        Optional<Refusal> refusal = restored(tx)
                .or(() -> releases.otherMedia(tx, requested.request())
                        .map(refused -> new Refusal(refused.code(), refused.message() + DELETED)))
                .or(() -> changed(tx, rules, assembled))
                .or(() -> moving(tx, rules, assembled))
                .or(() -> calledBack(tx, assembled))
                .or(() -> overtaken(tx, requested, assembled))
                .or(() -> ruledOtherwise(tx, rules, assembled));
        SortedMap<String, Head> heads = heads(tx, assembled);
        if (refusal.isEmpty() && heads.size() < assembled.parts().size()) {
            refusal = Optional.of(new Refusal("release-chain-broken", CHAIN_BROKEN + DELETED));
        }
        if (refusal.isEmpty() && !heads.equals(compared)) {
            refusal = Optional.of(new Refusal(
                    "release-label-changed", "An episode was labelled again while the copy was made." + DELETED));
        }
        refusal = refusal.or(() -> leave(tx, rules, assembled));
        if (refusal.isEmpty()) {
            putInPlace(requested, assembled);
            keep(tx, requested, assembled, heads);
        }
        return refusal;
    }

    /// Nobody knows here who withdrew after the backup.
    private static Optional<Refusal> restored(Tx tx) {
        return Restorations.unconfirmed(tx).map(one -> new Refusal(Restorations.CODE, Restorations.MESSAGE + DELETED));
    }

    /// Behind the questions about consent, in whose order whoever calls back takes the same locks.
    static Optional<Refusal> calledBack(Tx tx, Assembled assembled) {
        Withheld.holdStill(tx);
        return Withheld.of(tx, assembled.episodes()).isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Refusal(Withheld.CODE, "An episode was called back while the copy was made." + DELETED));
    }

    void putInPlace(Requested requested, Assembled assembled) {
        try {
            folders.putInPlace(assembled.staging(), requested.copy());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// Only what is in the copy is asked again: what became fit for it meanwhile comes with the next one. A page at
    /// a time, all in one transaction: what was asked about is held until the row is there.
    private static Optional<Refusal> changed(Tx tx, Rules rules, Assembled assembled) {
        Map<EpisodeId, Reviewed> built = new LinkedHashMap<>();
        for (Named named : assembled.parts()) {
            built.put(named.part().episode().id(), named.part().labelled().reviewed());
        }
        rules.holdSessions(tx, built.keySet());
        return built.keySet().stream()
                .gather(Gatherers.windowFixed(Eligible.PAGE_MAX))
                .map(page -> changed(tx, rules, page, built))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> changed(Tx tx, Rules rules, List<EpisodeId> page, Map<EpisodeId, Reviewed> built) {
        List<Judged> now = rules.judgeHeld(tx, page);
        Map<EpisodeId, Labelled> whole = rules.whole(tx, now);
        return now.stream()
                .map(judged -> changed(judged, whole, built))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> changed(
            Judged now, Map<EpisodeId, Labelled> whole, Map<EpisodeId, Reviewed> built) {
        return switch (now) {
            case Judged.Out(var out, var _) -> Optional.of(new Refusal(out.code(), out.message() + DELETED));
            case Judged.Aside aside ->
                Optional.of(new Refusal(
                        "release-filter-left",
                        "An episode is no longer what was asked for: its outcome was stated again." + DELETED));
            case Judged.Fit fit ->
                Optional.ofNullable(whole.get(fit.episode()))
                                .map(Labelled::reviewed)
                                .filter(reviewed -> reviewed.equals(built.get(fit.episode())))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                "release-review-changed",
                                "An episode was reviewed or looked at again while the copy was made." + DELETED));
        };
    }

    /// The motion of a body that may not be in it any more.
    private static Optional<Refusal> moving(Tx tx, Rules rules, Assembled assembled) {
        return rules.withoutMotion(tx, assembled.withMotion()).values().stream()
                .findFirst()
                .map(out -> new Refusal(out.code(), out.message() + DELETED));
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

    /// What the copy says of the rules that it rests on must be what they are now.
    static Optional<Refusal> ruledOtherwise(Tx tx, Rules rules, Assembled assembled) {
        return rules.moves()
                        .used(tx, Assembled.people(assembled.parts()).keySet())
                        .equals(assembled.rules())
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "release-rules-changed", "A rule of law was changed while the copy was made." + DELETED));
    }

    /// Last of all, because it counts.
    private static Optional<Refusal> leave(Tx tx, Rules rules, Assembled assembled) {
        return rules.moves()
                .leave(tx, Assembled.people(assembled.parts()))
                .map(refused -> new Refusal(refused.code(), refused.message() + DELETED));
    }

    /// The last link of each episode, by the name that the copy gives it; without those whose steps are not all
    /// there.
    SortedMap<String, Head> heads(Tx tx, Assembled assembled) {
        Map<UUID, Head> known = rooms.evidence()
                .chains()
                .heads(
                        tx,
                        assembled.parts().stream()
                                .map(named -> named.part().episode().id().value())
                                .distinct()
                                .toList());
        SortedMap<String, Head> heads = new TreeMap<>();
        for (Named named : assembled.parts()) {
            Optional.ofNullable(known.get(named.part().episode().id().value()))
                    .ifPresent(head -> heads.put(named.pseudonym(), head));
        }
        return heads;
    }

    /// Binds episodes and files together for whoever checks a copy.
    private Stated state(Tx tx, Requested requested, Assembled assembled, SortedMap<String, Head> heads) {
        var statement = new ReleaseStatement();
        SortedMap<String, UUID> links = new TreeMap<>();
        heads.forEach((pseudonym, head) -> {
            statement.episode(pseudonym, head.payload());
            links.put(pseudonym, head.link());
        });
        ReleasedFiles.lines(assembled.files(), List.copyOf(heads.keySet())).forEach(statement::file);
        UUID id = rooms.provenance().attest(tx, requested.id().value(), statement.at(clock.instant(), Map.of()));
        return new Stated(id, links);
    }

    @ChangesFact(FactType.RELEASE)
    void keep(Tx tx, Requested requested, Assembled assembled, SortedMap<String, Head> heads) {
        Published published =
                new Published(assembled.version(), assembled.manifestSha256(), assembled.sizeBytes(), clock.instant());
        Stated stated = state(tx, requested, assembled, heads);
        releases.keepPublished(tx, requested, published, stated, assembled.parts());
        Map<String, Object> predicate = Map.of(
                "manifest_sha256",
                assembled.manifestSha256(),
                "kind",
                requested.request().kind().wireName(),
                "version",
                assembled.version().toString(),
                "episodes",
                assembled.parts().size(),
                "rules",
                assembled.rules().rules().size(),
                "rules_unverified",
                assembled.rules().unverified(),
                "rule_table_sha256",
                assembled.rules().tableSha256());
        rooms.rules().keep(tx, requested.id().value(), assembled.rules());
        rooms.provenance()
                .recordImpersonal(
                        tx, new Statement(FactType.RELEASE, requested.id().value(), predicate));
    }
}
