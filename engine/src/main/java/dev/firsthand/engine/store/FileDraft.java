package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.StandardOpenOption;

/// A draft of [DirectoryBlobStore]: one file in its staging folder.
final class FileDraft implements BlobStore.Draft {
    private final DirectoryBlobStore store;
    private final BlobKey key;
    private final FileChannel channel;
    private final GroupedSync folder;
    private long size;
    private boolean nameDurable;

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
        channel.position(size); // a write that failed half-way left bytes behind: they are overwritten
        PrivateFiles.writeAll(channel, bytes);
        size += length;
    }

    @Override
    public void sync() throws IOException {
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
        channel.truncate(newSize);
        size = newSize;
    }

    @Override
    public SeekableByteChannel read() throws IOException {
        return FileChannel.open(store.staged(key), StandardOpenOption.READ);
    }

    @Override
    public void publish() throws IOException {
        channel.truncate(size);
        channel.force(false);
        channel.close();
        store.publish(key);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
