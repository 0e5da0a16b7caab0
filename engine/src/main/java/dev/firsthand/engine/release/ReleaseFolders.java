package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.CopyId;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where copies lie. A folder counts only when a row names it: it is renamed into place just before the row is
/// written, and swept at the next start when the row never came.
public final class ReleaseFolders {
    private static final String STAGING = ".staging-";
    private static final String RETIRED = "files.txt";

    private final Path root;
    private final Sync disk;

    public ReleaseFolders(Path root) {
        this(root, PrivateFiles::sync);
    }

    ReleaseFolders(Path root, Sync disk) {
        this.root = root;
        this.disk = disk;
    }

    /// Makes a file's bytes or a folder's names outlive a power cut. A test stands here to see what is done when.
    @FunctionalInterface
    interface Sync {
        void sync(Path path) throws IOException;
    }

    public Path published(CopyId copy) {
        return root.resolve(copy.value().toString());
    }

    /// An empty folder to build a copy in. Every attempt has one of its own: two of them at one release, because the
    /// first was thought dead, never write into each other's files.
    Path freshStaging(CopyId copy) throws IOException {
        return Files.createDirectories(root.resolve(STAGING + copy.value() + "-" + UUID.randomUUID()));
    }

    /// Has the disk hold the whole of it, so that it can become visible at once.
    void settle(Path staging) throws IOException {
        for (Path path : PrivateFiles.insideOut(staging)) {
            disk.sync(path);
        }
    }

    /// Makes a settled folder visible for good. Called within the transaction that writes its row, while no other
    /// attempt can: what lies there already has no row, and goes.
    void putInPlace(Path staging, CopyId copy) throws IOException {
        PrivateFiles.remove(published(copy));
        Files.move(staging, published(copy), StandardCopyOption.ATOMIC_MOVE);
        disk.sync(root);
    }

    /// What is left of a copy that nobody fetches any more: the list of its files, and later the proof of what
    /// became of it. Everything else goes.
    void retire(CopyId copy, String files) throws IOException {
        Path folder = published(copy);
        PrivateFiles.write(folder.resolve(RETIRED), files.getBytes(StandardCharsets.UTF_8));
        for (Path path : PrivateFiles.insideOut(folder)) {
            if (!path.equals(folder) && !path.equals(folder.resolve(RETIRED))) {
                Files.deleteIfExists(path);
            }
        }
        disk.sync(folder);
    }

    /// Puts a proof beside what is left of a copy, in the place of an earlier one.
    void prove(Path staging, CopyId copy) throws IOException {
        settle(staging);
        Path evidence = published(copy).resolve(CopyFiles.EVIDENCE);
        PrivateFiles.remove(evidence);
        Files.move(staging, evidence, StandardCopyOption.ATOMIC_MOVE);
        disk.sync(published(copy));
    }

    /// The proof with tombstones of a copy that is no longer there, once there is one.
    public Optional<Path> tombstoned(CopyId copy) {
        Path folder = published(copy);
        Path proof = folder.resolve(CopyFiles.EVIDENCE).resolve(CopyFiles.RELEASE_PROOF);
        return Files.exists(folder.resolve(RETIRED)) && Files.exists(proof) ? Optional.of(proof) : Optional.empty();
    }

    /// The list that [#retire] left.
    Optional<String> retired(CopyId copy) throws IOException {
        Path files = published(copy).resolve(RETIRED);
        return Files.exists(files) ? Optional.of(Files.readString(files)) : Optional.empty();
    }

    void discard(Path staging) throws IOException {
        PrivateFiles.remove(staging);
    }

    /// Removes every folder that no published release names. Called at start, before any run goes on; a run whose
    /// folder was built but not published builds it again.
    public int sweep(Database database, Releases releases) throws IOException {
        Files.createDirectories(root);
        Set<Path> named = database.inTransaction(releases::publishedCopies).stream()
                .map(this::published)
                .collect(Collectors.toSet());
        List<Path> left;
        try (Stream<Path> folders = Files.list(root)) {
            left = folders.filter(folder -> !named.contains(folder)).toList();
        }
        for (Path folder : left) {
            PrivateFiles.remove(folder);
        }
        return left.size();
    }
}
