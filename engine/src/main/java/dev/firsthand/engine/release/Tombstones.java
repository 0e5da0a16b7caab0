package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.EventHandler;
import dev.firsthand.engine.provenance.Chains.Head;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.publiclog.ProofBundles.Released;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Releases.Stated;
import dev.firsthand.engine.release.Supersessions.Retired;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Makes the proof of a superseded release again, with a tombstone in the place of each episode that was
/// erased: by it an old copy verifies but for what is gone.
///
/// Whoever erases an episode attests one statement `erase` for each of its [#heads], under the head's link as its
/// subject and with the head's digest as the input `head`, and says so by [#look].
public final class Tombstones implements EventHandler {
    private final Database database;
    private final Releases releases;
    private final ReleaseFolders folders;
    private final Evidence evidence;

    /// How often somebody said that there may be something to do, and up to where that was seen to. At the start
    /// everything is looked through once.
    private final AtomicLong asked = new AtomicLong(1);

    private volatile long seen;

    public Tombstones(Database database, Releases releases, ReleaseFolders folders, Evidence evidence) {
        this.database = database;
        this.releases = releases;
        this.folders = folders;
        this.evidence = evidence;
    }

    /// Every end of a chain under which a release names one of these episodes.
    public List<Head> heads(Tx tx, Collection<EpisodeId> episodes) {
        return List.copyOf(
                evidence.chains().named(tx, releases.heads(tx, episodes)).values());
    }

    /// Something was erased, or a copy is no longer there: the next round looks what that changes.
    public void look() {
        asked.incrementAndGet();
    }

    @Override
    public String type() {
        return SupersedeRun.RETIRED;
    }

    @Override
    public void on(Tx tx, Event event) {
        look();
    }

    /// Makes the proofs of those releases of which more was erased than their proof says; says how many. It does
    /// nothing where nobody said [#look] since the last one that went well. One caller at a time.
    public int round() {
        long wanted = asked.get();
        if (wanted == seen) {
            return 0;
        }
        int made = 0;
        List<IOException> faults = new ArrayList<>();
        for (Retired retired :
                database.inTransaction(tx -> releases.supersessions().retired(tx))) {
            try {
                made += round(retired) ? 1 : 0;
            } catch (IOException e) { // the others do not wait for it
                faults.add(new IOException(
                        "the proof of release %s could not be made"
                                .formatted(retired.release().value()),
                        e));
            }
        }
        if (!faults.isEmpty()) {
            throw new UncheckedIOException(faults.getFirst());
        }
        seen = wanted;
        return made;
    }

    private boolean round(Retired retired) throws IOException {
        Requested old = database.inTransaction(tx -> releases.find(tx, retired.release()))
                .orElseThrow();
        Optional<Stated> stated = database.inTransaction(tx -> releases.stated(tx, old.id()));
        if (stated.isEmpty()) {
            return false;
        }
        SortedMap<String, UUID> erased = erased(stated.get());
        if (erased.size() <= retired.tombstones()) {
            return false;
        }
        evidence.log().commit();
        write(old, stated.get(), erased);
        database.inTransactionDo(tx -> releases.supersessions().tombstoned(tx, old.id(), erased.size()));
        return true;
    }

    private SortedMap<String, UUID> erased(Stated stated) {
        Map<UUID, Head> erasures = database.inTransaction(
                tx -> evidence.chains().erasures(tx, stated.heads().values()));
        SortedMap<String, UUID> erased = new TreeMap<>();
        stated.heads()
                .forEach((name, head) ->
                        Optional.ofNullable(erasures.get(head)).ifPresent(erasure -> erased.put(name, erasure.link())));
        return erased;
    }

    private void write(Requested old, Stated stated, SortedMap<String, UUID> erased) throws IOException {
        Path staging = folders.freshStaging(old.copy());
        try {
            Files.write(staging.resolve(CopyFiles.POLICY), evidence.witnesses().policy());
            Files.write(staging.resolve(CopyFiles.KEYS), evidence.log().keys().trusted());
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(staging.resolve(CopyFiles.RELEASE_PROOF)))) {
                evidence.bundles()
                        .release(
                                out,
                                new Released(
                                        stated.statement(),
                                        stated.heads(),
                                        erased,
                                        ReleasedFiles.parse(
                                                folders.retired(old.copy()).orElse(""))));
            }
            folders.prove(staging, old.copy());
        } finally {
            folders.discard(staging);
        }
    }
}
