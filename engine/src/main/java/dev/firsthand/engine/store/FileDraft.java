package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A draft of [DirectoryBlobStore]: one file in its staging folder. From the first large append on it is written
/// past the page cache, where the file system can.
final class FileDraft implements BlobStore.Draft {
    private static final int UNCACHED_BYTES_MIN = 1 << 18;

    private final DirectoryBlobStore store;
    private final BlobKey key;
    private final FileChannel channel;
    private final GroupedSync folder;
    private long size;
    private boolean nameDurable;
    private @Nullable UncachedAppend uncached;

    FileDraft(DirectoryBlobStore store, BlobKey key, FileChannel channel, GroupedSync folder) throws IOException {
        this.store = store;
        this.key = key;
        this.channel = channel;
        this.folder = folder;
        this.size = channel.size();
    }

    @Override
    public BlobKey key() {
        return key;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (uncached == null && length >= UNCACHED_BYTES_MIN) {
            uncached = store.uncached(key, channel, size).orElse(null);
        }
        if (uncached != null) {
            uncached.append(bytes);
        } else {
            channel.position(size); // a write that failed half-way left bytes behind: they are overwritten
            PrivateFiles.writeAll(channel, bytes);
        }
        size += length;
    }

    @Override
    public void sync() throws IOException {
        flush();
        channel.force(false);
        if (!nameDurable) {
            folder.sync();
            nameDurable = true;
        }
    }

    @Override
    public void truncate(long newSize) throws IOException {
        if (newSize < 0 || newSize > size) {
            throw new IllegalArgumentException("cannot cut %d bytes to %d".formatted(size, newSize));
        }
        endUncached();
        channel.truncate(newSize);
        size = newSize;
    }

    @Override
    public SeekableByteChannel read() throws IOException {
        flush();
        return FileChannel.open(store.staged(key), StandardOpenOption.READ);
    }

    @Override
    public void publish() throws IOException {
        endUncached();
        channel.truncate(size);
        channel.force(false);
        channel.close();
        store.publish(key);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            endUncached();
        }
    }

    private void flush() throws IOException {
        if (uncached != null) {
            uncached.flush();
        }
    }

    private void endUncached() throws IOException {
        UncachedAppend ended = uncached;
        uncached = null;
        if (ended != null) {
            try (ended) {
                ended.flush();
            }
        }
    }
}
