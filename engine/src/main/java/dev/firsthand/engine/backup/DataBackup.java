package dev.firsthand.engine.backup;

import dev.firsthand.engine.backup.Snapshot.Kind;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Everything but the keys, and but what can be made again: rows, sealed bytes, the public log, settings. It may be
/// taken while the server runs: the rows are those of one moment, and what they name is copied after them.
public final class DataBackup {
    static final String TABLES = "tables";
    static final String SCHEMA = "schema.txt";
    static final String LOG = "log";
    static final String ENDED_LOGS = "ended-logs";

    /// Beside these, a server makes everything in its folder again.
    static final List<String> FILES = List.of("database.id", "settings.properties", "witnesses.txt");

    private final Path root;

    public DataBackup(Path root) {
        this.root = root;
    }

    /// Takes a snapshot, then removes all but the newest `keep`.
    public Snapshot take(DataFolder data, DatabaseAddress database, Instant now, int keep) throws IOException {
        Owner.claim(root, data);
        var pool = new BlobPool(root);
        Snapshot taken = Snapshot.write(root, Kind.DATA, now, folder -> {
            String schema = TableCopies.write(database, folder.resolve(TABLES));
            Files.writeString(folder.resolve(SCHEMA), schema, StandardCharsets.US_ASCII);
            pool.add(data.blobs(), folder);
            copyLog(data.log(), folder.resolve(LOG));
            copyLog(data.endedLogs(), folder.resolve(ENDED_LOGS));
            copyIfThere(data.root(), folder, FILES);
        });
        List<Snapshot> all = Snapshot.in(root, Kind.DATA);
        for (Snapshot old : all.subList(0, Math.max(0, all.size() - keep))) {
            PrivateFiles.remove(old.folder());
        }
        pool.keepOnly(Snapshot.in(root, Kind.DATA));
        return taken;
    }

    static void copyIfThere(Path from, Path to, List<String> names) throws IOException {
        for (String name : names) {
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        }
    }

    /// What lies at the top (the checkpoint among it) before the tiles: these may hold more than it covers, never
    /// less.
    static void copyLog(Path from, Path to) throws IOException {
        PrivateFiles.folder(to);
        List<Path> files;
        try (Stream<Path> found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".lock"))
                    .sorted((a, b) -> a.getNameCount() != b.getNameCount()
                            ? Integer.compare(a.getNameCount(), b.getNameCount())
                            : a.compareTo(b))
                    .toList();
        }
        for (Path file : files) {
            Path there = to.resolve(from.relativize(file).toString());
            PrivateFiles.folder(there.resolveSibling(""));
            try {
                Files.copy(file, there);
            } catch (NoSuchFileException overtaken) {
                Files.deleteIfExists(there); // a tile that was still growing and has a full one now
            }
        }
    }
}
