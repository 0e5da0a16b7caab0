package dev.firsthand.engine.custody;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Lays plain bytes into private files that lose their name before the first byte is written.
final class PlainRoom {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final String SUFFIX = ".plain";
    private static final int COPY_BYTES = 1 << 20;

    private final PlainFolders folders;
    private final AtomicLong memoryBytes = new AtomicLong();

    PlainRoom(PlainFolders folders) {
        this.folders = folders;
    }

    /// Copies exactly `sizeBytes` from `plain`.
    PlainFile lay(InputStream plain, long sizeBytes) throws IOException {
        boolean inMemory = reserveMemory(sizeBytes);
        Runnable release = inMemory ? () -> memoryBytes.addAndGet(-sizeBytes) : () -> {};
        Path folder = inMemory ? folders.memory().orElseThrow().folder() : folders.disk();
        Optional<PlainFile> laid = Optional.empty();
        try {
            laid = Optional.of(open(folder, sizeBytes, release));
            copy(plain, laid.get());
            return laid.get();
        } catch (IOException | RuntimeException e) {
            if (laid.isPresent()) {
                laid.get().close();
            } else {
                release.run();
            }
            throw e;
        }
    }

    /// Removes what a killed process left behind. Nobody may have a file open here.
    void sweep() throws IOException {
        sweep(PrivateFiles.folder(folders.disk()));
        if (folders.memory().isPresent()) {
            sweep(PrivateFiles.folder(folders.memory().get().folder()));
        }
    }

    private boolean reserveMemory(long sizeBytes) {
        if (folders.memory().isEmpty()) {
            return false;
        }
        long limit = folders.memory().get().sizeBytesMax();
        long taken = memoryBytes.addAndGet(sizeBytes);
        if (taken > limit) {
            memoryBytes.addAndGet(-sizeBytes);
        }
        return taken <= limit;
    }

    private static PlainFile open(Path folder, long sizeBytes, Runnable release) throws IOException {
        Path file = PrivateFiles.folder(folder).toRealPath().resolve(UUID.randomUUID() + SUFFIX);
        var channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return new PlainFile(channel, unlink(file), sizeBytes, release);
        } catch (IOException | RuntimeException e) {
            try (channel) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    /// Takes the file's name away if it can still be reached through its descriptor.
    private static PlainFile.PlainPath unlink(Path file) throws IOException {
        Optional<Path> descriptor = descriptorOf(file);
        if (descriptor.isEmpty()) {
            return new PlainFile.PlainPath(file, true);
        }
        Files.delete(file);
        return new PlainFile.PlainPath(descriptor.get(), false);
    }

    private static Optional<Path> descriptorOf(Path file) throws IOException {
        if (!Files.isDirectory(OPEN_FILES, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path descriptor : descriptors) {
                if (leadsTo(descriptor, file)) {
                    return Optional.of(descriptor);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException closedMeanwhile) {
            return false; // by another thread
        }
    }

    private static void copy(InputStream plain, PlainFile target) throws IOException {
        var buffer = new byte[Math.clamp(target.sizeBytes(), 1, COPY_BYTES)];
        long copied = 0;
        int length;
        while ((length = plain.readNBytes(buffer, 0, buffer.length)) > 0) {
            var bytes = ByteBuffer.wrap(buffer, 0, length);
            while (bytes.hasRemaining()) {
                copied += target.channel().write(bytes);
            }
        }
        if (copied != target.sizeBytes()) {
            throw new IOException("laid %d plain bytes where %d were expected".formatted(copied, target.sizeBytes()));
        }
    }

    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }
}
