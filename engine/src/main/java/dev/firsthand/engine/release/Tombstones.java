package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.episode.EpisodeId;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the proof of a superseded release again, with a tombstone in the place of each episode that was
/// erased: by it an old copy verifies but for what is gone.
///
/// Whoever erases an episode attests one statement `erase` for each of its [#heads], under the head's link as its
/// subject and with the head's digest as the input `head`.
public final class Tombstones {
    private static final Logger LOG = LoggerFactory.getLogger(Tombstones.class);

    private final Database database;
    private final Releases releases;
    private final ReleaseFolders folders;
    private final Evidence evidence;

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

    /// Makes the proofs of those releases of which more was erased than their proof says; says how many.
    public int round() {
        int made = 0;
        for (Retired retired :
                database.inTransaction(tx -> releases.supersessions().retired(tx))) {
            try {
                made += round(retired) ? 1 : 0;
            } catch (IOException e) {
                LOG.warn(
                        "the proof of release {} could not be made: {}",
                        retired.release().value(),
                        e.getMessage());
            }
        }
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
