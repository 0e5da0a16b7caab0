package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/// A draft of [MemoryBlobStore].
final class MemoryDraft implements BlobStore.Draft {
    private final MemoryBlobStore store;
    private final BlobKey key;
    private byte[] bytes = new byte[1024];
    private int size;

    MemoryDraft(MemoryBlobStore store, BlobKey key) {
        this.store = store;
        this.key = key;
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
    public void append(ByteBuffer added) {
        int length = added.remaining();
        int needed = Math.addExact(size, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        added.get(bytes, size, length);
        size = needed;
    }

    @Override
    public void sync() {
        // nothing here outlives the process
    }

    @Override
    public void truncate(long newSize) {
        if (newSize < 0 || newSize > size) {
            throw new IllegalArgumentException("cannot cut %d bytes to %d".formatted(size, newSize));
        }
        size = Math.toIntExact(newSize);
    }

    @Override
    public SeekableByteChannel read() {
        return new ByteArrayChannel(Arrays.copyOf(bytes, size));
    }

    @Override
    public void publish() throws IOException {
        store.publish(this, Arrays.copyOf(bytes, size));
    }

    @Override
    public void close() {
        // stays resumable
    }
}
