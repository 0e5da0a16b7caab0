package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyContents.Superseding;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.provenance.Chains.Head;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.release.CopyAssembly.CopyInvalidException;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.Member;
import dev.firsthand.engine.release.Releases.Published;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.SupersedingAssembly.Order;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.proof.FileLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// The run that takes the place of a release from which episodes were called back. `build` makes the next major
/// version out of the old copy and publishes it, or finds that nothing is left; `prove` adds its proof;
/// `retire` deletes what nobody may fetch any more.
///
/// Who remains is asked again in the publishing transaction, as for every release. Whoever changed their mind
/// meanwhile is left out by the next attempt of the same run.
public final class SupersedeRun {
    public static final String KIND = "supersede";

    /// Told of each superseded release, in the transaction in which nobody can fetch it any more.
    public static final String SUPERSEDED = "release-superseded";

    /// Told of each run whose superseded releases have no files any more.
    static final String RETIRED = "release-retired";

    private static final int VERSION = 1;
    private static final int ATTEMPTS_MAX = 20;

    private final Database database;
    private final Rooms rooms;
    private final Releases releases;
    private final ReleaseFolders folders;
    private final Events events;
    private final SupersedingAssembly assembly;
    private final Publication publication;
    private final ReleaseProof proof;

    private SupersedeRun(Database database, Rooms rooms, Releases releases, ReleaseRun.Stores stores, Making making) {
        this.database = database;
        this.rooms = rooms;
        this.releases = releases;
        this.folders = stores.folders();
        this.events = making.events();
        this.assembly = new SupersedingAssembly(
                database, rooms, folders, new EpisodeRendering(database, stores, making.tools()));
        this.publication = new Publication(
                database, rooms, releases, folders, making.tools().clock());
        this.proof = new ReleaseProof(database, releases, folders, rooms.evidence());
    }

    /// What superseding needs beside what a release needs.
    public record Making(RenderingTools tools, Events events) {}

    public static SupersedeRun of(
            Database database, Rooms rooms, Releases releases, ReleaseRun.Stores stores, Making making) {
        return new SupersedeRun(database, rooms, releases, stores, making);
    }

    public RunKind run() {
        return new RunKind(
                KIND,
                List.of(
                        new StepDefinition("build", VERSION, this::build),
                        new StepDefinition("prove", ReleaseProof.VERSION, this::prove),
                        new StepDefinition("retire", VERSION, this::retire)));
    }

    private StepOutcome build(StepContext step) throws IOException, InterruptedException {
        Requested requested = requested(step);
        try {
            for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
                if (ended(requested) || attempt(requested, step)) {
                    return new StepOutcome.Finished(tx -> "{\"superseded\":true}");
                }
            }
            return new StepOutcome.Failed(
                    "supersede-unsettled",
                    "Consent, reviews or recalls changed during each of %d attempts. It is begun again by itself."
                            .formatted(ATTEMPTS_MAX));
        } catch (CopyInvalidException invalid) {
            return new StepOutcome.Failed("release-invalid", String.valueOf(invalid.getMessage()));
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    private boolean ended(Requested requested) {
        return database.inTransaction(tx -> releases.supersessions().ended(tx, requested.id()));
    }

    /// False where something changed while the copy was made.
    private boolean attempt(Requested requested, StepContext step)
            throws IOException, InterruptedException, CopyInvalidException {
        Optional<ReleaseId> newest = newest(requested);
        if (newest.isEmpty() || !stale(newest.get())) {
            return database.inTransaction(tx -> close(tx, requested, newest, newest));
        }
        Requested old =
                database.inTransaction(tx -> releases.find(tx, newest.get())).orElseThrow();
        if (!Files.isDirectory(folders.published(old.copy()))) {
            // Copies are in no backup: after a restore their holders are told what must go, and ask for a new one.
            return database.inTransaction(tx -> close(tx, requested, newest, Optional.empty()));
        }
        List<Member> members = database.inTransaction(tx -> releases.members(tx, old.id()));
        Carried carried = Carried.of(asked(requested), old, members, folders.published(old.copy()));
        database.inTransactionDo(tx -> releases.keepLeftOut(tx, requested.id(), carried.out()));
        if (carried.staying().isEmpty()) {
            return database.inTransaction(tx -> close(tx, requested, newest, Optional.empty()));
        }
        Assembled assembled = assembly.assemble(order(requested, carried, members), carried, step);
        step.moved(assembled.sizeBytes());
        try {
            folders.settle(assembled.staging());
            return database.inTransaction(tx -> publish(tx, requested, carried, assembled));
        } finally {
            folders.discard(assembled.staging());
        }
    }

    private Order order(Requested requested, Carried carried, List<Member> members) {
        return database.inTransaction(tx -> new Order(
                requested,
                holder(tx, requested),
                releases.nextMajor(tx, requested.request()),
                new Superseding(
                        releases.published(tx, carried.old().id())
                                .map(Published::version)
                                .orElseThrow(),
                        carried.withdrawn(members))));
    }

    /// The newest release stands for the others, or nothing is left: there is nothing to build.
    private boolean close(Tx tx, Requested requested, Optional<ReleaseId> seen, Optional<ReleaseId> successor) {
        releases.oneAtATime(tx, requested.request());
        Withheld.holdStill(tx);
        boolean same = releases.supersessions().newest(tx, requested.request()).equals(seen)
                && successor
                        .filter(one -> releases.supersessions().isStale(tx, one))
                        .isEmpty();
        if (same) {
            end(tx, requested, successor);
        }
        return same;
    }

    private boolean publish(Tx tx, Requested requested, Carried carried, Assembled assembled) {
        releases.oneAtATime(tx, requested.request());
        if (releases.supersessions().ended(tx, requested.id())) {
            return true;
        }
        SortedMap<String, Head> heads = publication.heads(tx, assembled);
        boolean stands = heads.size() == assembled.parts().size()
                && releases.supersessions()
                        .newest(tx, requested.request())
                        .filter(carried.old().id()::equals)
                        .isPresent()
                && releases.nextMajor(tx, requested.request()).equals(assembled.version())
                && asked(tx, requested)
                        .leaving(tx, assembled.episodes(), assembled.withMotion())
                        .isEmpty()
                && reviewed(tx, assembled)
                && Publication.ruledOtherwise(tx, rules(tx, requested), assembled)
                        .isEmpty()
                && Publication.calledBack(tx, assembled).isEmpty();
        if (stands) {
            publication.putInPlace(requested, assembled);
            publication.keep(tx, requested, assembled, heads);
            end(tx, requested, Optional.of(requested.id()));
        }
        return stands;
    }

    private boolean reviewed(Tx tx, Assembled assembled) {
        var now = rooms.labels().find(tx, assembled.episodes());
        return assembled.parts().stream()
                .map(Named::part)
                .allMatch(part -> Optional.ofNullable(now.get(part.episode().id()))
                        .filter(found -> found.reviewed().equals(part.labelled().reviewed()))
                        .isPresent());
    }

    private void end(Tx tx, Requested requested, Optional<ReleaseId> successor) {
        for (ReleaseId superseded : releases.supersessions().supersede(tx, requested, successor)) {
            events.publish(tx, new Event(SUPERSEDED, superseded.value()));
        }
    }

    private StepOutcome prove(StepContext step) throws IOException {
        step.moved(proof.write(requested(step)));
        return new StepOutcome.Finished(tx -> "{\"proven\":true}");
    }

    private StepOutcome retire(StepContext step) throws IOException {
        ReleaseId by = new ReleaseId(step.subject());
        for (ReleaseId id :
                database.inTransaction(tx -> releases.supersessions().unretired(tx, by))) {
            Requested old = database.inTransaction(tx -> releases.find(tx, id)).orElseThrow();
            folders.retire(old.copy(), files(old));
            database.inTransactionDo(tx -> releases.supersessions().retired(tx, id));
        }
        return new StepOutcome.Finished(tx -> {
            events.publish(tx, new Event(RETIRED, by.value()));
            return "{\"retired\":true}";
        });
    }

    /// The list to which the old release's statement is bound; from an earlier attempt, where that began to delete.
    private String files(Requested old) throws IOException {
        Optional<String> kept = folders.retired(old.copy());
        Path folder = folders.published(old.copy());
        if (kept.isPresent() || !Files.isDirectory(folder)) {
            return kept.orElse("");
        }
        List<String> pseudonyms = database.inTransaction(tx -> releases.members(tx, old.id())).stream()
                .map(Member::pseudonym)
                .toList();
        return ReleasedFiles.lines(CopyFiles.read(folder, "").released(), pseudonyms).stream()
                .map(FileLine::text)
                .collect(Collectors.joining());
    }

    private Optional<ReleaseId> newest(Requested requested) {
        return database.inTransaction(tx -> releases.supersessions().newest(tx, requested.request()));
    }

    private boolean stale(ReleaseId release) {
        return database.inTransaction(tx -> releases.supersessions().isStale(tx, release));
    }

    private Carried.Asked asked(Requested requested) {
        return database.inTransaction(tx -> asked(tx, requested));
    }

    /// What the old release was asked for plays no part: its episodes are in it.
    private Carried.Asked asked(Tx tx, Requested requested) {
        return new Carried.Asked(database, rules(tx, requested));
    }

    private Rules rules(Tx tx, Requested requested) {
        ReleaseRequest all = ReleaseRequest.forAll(
                requested.request().line(),
                requested.request().kind(),
                requested.request().holder(),
                requested.request().media());
        return Rules.of(rooms, holder(tx, requested), all);
    }

    private Holder holder(Tx tx, Requested requested) {
        return rooms.holders()
                .find(tx, requested.request().holder())
                .orElseThrow(() -> new IllegalStateException("a release for a holder that is not registered"));
    }

    private Requested requested(StepContext step) {
        return database.inTransaction(tx -> releases.find(tx, new ReleaseId(step.subject())))
                .orElseThrow(() -> new IllegalStateException("a supersession without its release"));
    }
}
