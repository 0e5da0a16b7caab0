package dev.firsthand.engine.backup;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One finished backup: a folder named by its kind and moment, that holds a list of its files with their digests.
/// A backup that was cut short has another name and is never read.
public record Snapshot(Path folder, Instant madeAt) {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String UNFINISHED = ".unfinished";

    /// What a snapshot holds.
    enum Kind {
        DATA,
        KEYS;

        String prefix() {
            return this == DATA ? "data-" : "keys-";
        }
    }

    /// Fills a snapshot; it may leave files behind when it fails.
    interface Filling {
        void into(Path folder) throws IOException;
    }

    /// A new snapshot below `root`, there whole or not at all.
    static Snapshot write(Path root, Kind kind, Instant at, Filling filling) throws IOException {
        PrivateFiles.folder(root);
        Path folder = root.resolve(kind.prefix() + NAME.format(at));
        if (Files.exists(folder)) {
            throw new IOException("%s is there already. Wait a second and back up again.".formatted(folder));
        }
        Path unfinished = folder.resolveSibling(folder.getFileName() + UNFINISHED);
        PrivateFiles.remove(unfinished);
        PrivateFiles.folder(unfinished);
        filling.into(unfinished);
        Checksums.write(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.sync(root);
        return at(folder, kind);
    }

    /// The snapshot in this folder, every file of it as it was written.
    static Snapshot read(Path folder, Kind kind) throws IOException {
        Snapshot snapshot = at(folder.toAbsolutePath().normalize(), kind);
        Checksums.check(folder);
        return snapshot;
    }

    /// All below `root`, oldest first.
    static List<Snapshot> in(Path root, Kind kind) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> finished = folders.filter(folder -> isOne(folder, kind))
                    .sorted() // by name is by time
                    .toList();
            List<Snapshot> snapshots = new ArrayList<>();
            for (Path folder : finished) {
                snapshots.add(at(folder, kind));
            }
            return snapshots;
        }
    }

    private static boolean isOne(Path folder, Kind kind) {
        String name = folder.getFileName().toString();
        return name.startsWith(kind.prefix()) && !name.endsWith(UNFINISHED) && Files.isDirectory(folder);
    }

    private static Snapshot at(Path folder, Kind kind) throws IOException {
        String name = folder.getFileName().toString();
        try {
            if (isOne(folder, kind)) {
                return new Snapshot(
                        folder,
                        Instant.from(NAME.parse(name.substring(kind.prefix().length()))));
            }
        } catch (DateTimeException unread) {
            throw new IOException(notOne(folder, kind), unread);
        }
        throw new IOException(notOne(folder, kind));
    }

    private static String notOne(Path folder, Kind kind) {
        return "%s is no backup of %s. Give a folder that firsthand backup made, such as %s20260131T040000Z."
                .formatted(folder, kind == Kind.DATA ? "data" : "keys", kind.prefix());
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    String line(String name) throws IOException {
        return Files.readString(file(name), StandardCharsets.UTF_8).strip();
    }
}
