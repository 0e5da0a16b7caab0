package dev.firsthand.engine.postgres;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One process at a time works on a folder. The operating system lets go of the lock when its process dies.
final class FolderLock implements AutoCloseable {
    // Closing any channel to a locked file drops the lock of the whole process, so a second try must not open it.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock take(Path folder) throws IOException {
        var file = folder.toRealPath().resolve("lock");
        if (!HELD_HERE.add(file)) {
            throw new FolderInUseException(folder, ProcessHandle.current().pid());
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PRIVATE);
            if (channel.tryLock() == null) {
                throw new FolderInUseException(folder, owner(folder));
            }
            PrivateFiles.write(
                    pidFile(folder),
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
            return new FolderLock(file, channel);
        } catch (IOException e) {
            HELD_HERE.remove(file);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static long owner(Path folder) throws IOException {
        var text = Files.readString(pidFile(folder), StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static Path pidFile(Path folder) {
        return folder.resolve("lock.pid");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(file);
    }
}
