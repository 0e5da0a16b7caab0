package dev.firsthand.engine.custody;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A private plain file that is open but has no name any more: it ends with [#close] or with this process.
///
/// Where there is no `/proc` the file keeps its name until [#close]; the sweep at start removes what a crash left.
public final class PlainFile implements AutoCloseable {
    private final FileChannel channel;
    private final Path path;
    private final boolean named;
    private final long sizeBytes;
    private final Runnable release;

    PlainFile(FileChannel channel, PlainPath path, long sizeBytes, Runnable release) {
        this.channel = channel;
        this.path = path.path();
        this.named = path.named();
        this.sizeBytes = sizeBytes;
        this.release = release;
    }

    /// Opens the bytes within this process while the file is open: `/proc/self/fd/N`. For a child process it is
    /// standard input (`ProcessBuilder.redirectInput`), never an argument.
    public Path path() {
        return path;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            if (named) {
                Files.deleteIfExists(path);
            }
        } finally {
            release.run();
        }
    }

    /// By what path the open file is reached, and whether that is a name in a folder.
    record PlainPath(Path path, boolean named) {}
}
