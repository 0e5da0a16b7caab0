package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Files and folders that only their owner can read, written so that a crash leaves the old or the new, never half.
public final class PrivateFiles {
    static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /// Makes sure that the folder is there and private.
    public static Path folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        Files.setPosixFilePermissions(folder, FOLDER);
        return folder;
    }

    /// Writes the whole file durably: a new file beside it, synced, renamed over it, the folder synced.
    public static void write(Path file, byte[] bytes) throws IOException {
        var folder = parent(file);
        var fresh = folder.resolve("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), FILE)) {
            writeAll(channel, ByteBuffer.wrap(bytes));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    /// Makes durable what a file holds, or the names in a folder (created, renamed, deleted).
    public static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// What lies in the folder and the folder itself, what is inside before what holds it.
    public static List<Path> insideOut(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /// Deletes the folder with all that is in it, if it is there.
    public static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        for (Path path : insideOut(folder)) {
            Files.deleteIfExists(path);
        }
    }

    static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    static Path parent(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a file system root is no file: " + file);
        }
        return folder;
    }
}
