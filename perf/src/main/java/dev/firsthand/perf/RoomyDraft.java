package dev.firsthand.perf;

import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.BlobStore;
import dev.firsthand.engine.store.MemoryBlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/// A draft whose room is there before the first byte: what is measured on it is the sealing, not memory that grows.
final class RoomyDraft implements BlobStore.Draft {
    private final BlobKey key = BlobKey.random();
    private final ByteBuffer bytes;

    /// Every page is touched once.
    RoomyDraft(int capacity) {
        var room = new byte[capacity];
        Arrays.fill(room, (byte) 1);
        bytes = ByteBuffer.wrap(room);
    }

    @Override
    public BlobKey key() {
        return key;
    }

    @Override
    public long size() {
        return bytes.position();
    }

    @Override
    public void append(ByteBuffer added) {
        bytes.put(added);
    }

    @Override
    public void truncate(long size) {
        bytes.position(Math.toIntExact(size));
    }

    @Override
    public SeekableByteChannel read() throws IOException {
        var store = new MemoryBlobStore();
        BlobStore.Draft copy = store.draft();
        copy.append(bytes.duplicate().flip());
        copy.publish();
        return store.open(copy.key()).orElseThrow();
    }

    @Override
    public void sync() {
        // nothing here outlives the process
    }

    @Override
    public void publish() {
        // it stays where it is
    }

    @Override
    public void close() {
        // it is filled again
    }
}
