package dev.firsthand.engine.backup;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Sealed bytes of all data snapshots below one folder. A published blob never changes, so it is copied once, whatever
/// number of snapshots name it; drafts still grow and are copied each time.
final class BlobPool {
    static final String LIST = "blobs.txt";
    private static final String DRAFTS = "staging";

    private final Path pool;

    BlobPool(Path root) {
        this.pool = root.resolve("blobs");
    }

    /// Copies what is new into the pool, drafts into the snapshot, and lists all of it there.
    void add(Path blobs, Path snapshot) throws IOException {
        PrivateFiles.folder(pool);
        Path drafts = PrivateFiles.folder(snapshot.resolve("drafts"));
        var lines = new StringBuilder();
        for (Path blob : files(blobs)) {
            Path name = blobs.relativize(blob);
            if (name.startsWith(DRAFTS)) {
                copy(blob, drafts.resolve(name.getFileName()));
            } else if (Files.exists(pool.resolve(name)) || copy(blob, pool.resolve(name))) {
                lines.append(Files.size(pool.resolve(name)))
                        .append(' ')
                        .append(name)
                        .append('\n');
            }
        }
        Files.writeString(snapshot.resolve(LIST), lines, StandardCharsets.UTF_8);
    }

    /// Puts back what the snapshot lists.
    void read(Snapshot snapshot, Path blobs) throws IOException {
        for (Listed blob : listed(snapshot)) {
            Path kept = pool.resolve(blob.name());
            if (!Files.exists(kept) || Files.size(kept) != blob.sizeBytes()) {
                throw new IOException("%s is missing or shorter than it was. Take another backup.".formatted(kept));
            }
            copy(kept, blobs.resolve(blob.name()));
        }
        for (Path draft : files(snapshot.file("drafts"))) {
            copy(draft, blobs.resolve(DRAFTS).resolve(draft.getFileName()));
        }
    }

    /// Removes what none of these snapshots lists.
    void keepOnly(List<Snapshot> snapshots) throws IOException {
        Set<Path> named = new HashSet<>();
        for (Snapshot snapshot : snapshots) {
            listed(snapshot).forEach(blob -> named.add(pool.resolve(blob.name())));
        }
        for (Path blob : files(pool)) {
            if (!named.contains(blob)) {
                Files.delete(blob);
            }
        }
    }

    private record Listed(long sizeBytes, String name) {}

    private static List<Listed> listed(Snapshot snapshot) throws IOException {
        return Files.readAllLines(snapshot.file(LIST), StandardCharsets.UTF_8).stream()
                .map(line -> {
                    int space = line.indexOf(' ');
                    return new Listed(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
                })
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// Whole and durable under its name, or false when it was erased meanwhile.
    private static boolean copy(Path from, Path to) throws IOException {
        Path folder = PrivateFiles.folder(to.resolveSibling(""));
        Path fresh = folder.resolve("." + to.getFileName() + ".new");
        try {
            Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException erased) {
            return false;
        }
        PrivateFiles.sync(fresh);
        Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
