package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.publiclog.ProofBundles;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Releases.Stated;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// Puts into a published copy what shows a stranger that it is what was released: the proof, and whose keys to believe.
/// The release stands in the log only once it is published, so this comes after that.
final class ReleaseProof {
    static final int VERSION = 1;

    private final Database database;
    private final Releases releases;
    private final ReleaseFolders folders;
    private final Evidence evidence;

    ReleaseProof(Database database, Releases releases, ReleaseFolders folders, Evidence evidence) {
        this.database = database;
        this.releases = releases;
        this.folders = folders;
        this.evidence = evidence;
    }

    /// Gives the bytes that it wrote: none for a copy that has its proof, or was published before there was a log.
    long write(Requested requested) throws IOException {
        Path copy = folders.published(requested.copy());
        Optional<Stated> stated = database.inTransaction(tx -> releases.stated(tx, requested.id()));
        if (stated.isEmpty() || Files.isDirectory(copy.resolve(CopyFiles.EVIDENCE))) {
            return 0;
        }
        evidence.log().commit();
        evidence.witnesses().round();
        Path staging = folders.freshStaging(requested.copy());
        try {
            write(staging, released(copy, stated.get()));
            folders.settle(staging);
            Files.move(staging, copy.resolve(CopyFiles.EVIDENCE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            folders.discard(staging); // there only where something failed
        }
        PrivateFiles.sync(copy);
        return Files.size(copy.resolve(CopyFiles.EVIDENCE).resolve(CopyFiles.RELEASE_PROOF));
    }

    private void write(Path staging, ProofBundles.Released released) throws IOException {
        Files.write(staging.resolve(CopyFiles.POLICY), evidence.witnesses().policy());
        Files.write(staging.resolve(CopyFiles.KEYS), evidence.log().keys().trusted());
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(staging.resolve(CopyFiles.RELEASE_PROOF)))) {
            evidence.bundles().release(out, released);
        }
    }

    private static ProofBundles.Released released(Path copy, Stated stated) throws IOException {
        List<String> pseudonyms = List.copyOf(stated.heads().keySet());
        return new ProofBundles.Released(
                stated.statement(),
                stated.heads(),
                ReleasedFiles.lines(CopyFiles.read(copy, "").files(), pseudonyms));
    }
}
