package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/// Seals plain bytes into a draft as they arrive: whole segments at once, the tail as a short segment at [#sync].
/// One thread at a time.
public final class SealedWriter implements AutoCloseable {
    private static final int PENDING_BYTES_FIRST = 1 << 14;

    private final BlobStore.Draft draft;
    private final SealedSegment segments;
    private final SegmentIndex index = new SegmentIndex();
    private byte[] pending = new byte[0];
    private byte[] sealed = new byte[0];
    private int pendingLength;

    private SealedWriter(BlobStore.Draft draft, ObjectKey key, UUID object) {
        this.draft = draft;
        this.segments = new SealedSegment(key, object);
    }

    /// Starts to seal the object into an empty draft.
    public static SealedWriter begin(BlobStore.Draft draft, ObjectKey key, UUID object) throws IOException {
        if (draft.size() != 0) {
            throw new IllegalArgumentException("the draft holds %d bytes already: resume it".formatted(draft.size()));
        }
        draft.append(ByteBuffer.wrap(SealedSegment.MAGIC));
        return new SealedWriter(draft, key, object);
    }

    /// Goes on after a restart: keeps every segment that authenticates from the start on, cuts off the rest.
    /// [#size] then tells from which plain byte to go on.
    public static SealedWriter resume(BlobStore.Draft draft, ObjectKey key, UUID object) throws IOException {
        return resume(draft, key, object, ignored -> {});
    }

    /// As above, and shows the plain bytes that are kept to `kept`, in order (to hash them again).
    public static SealedWriter resume(BlobStore.Draft draft, ObjectKey key, UUID object, Consumer<ByteBuffer> kept)
            throws IOException {
        if (draft.size() < SealedSegment.MAGIC.length) {
            draft.truncate(0);
            return begin(draft, key, object);
        }
        var writer = new SealedWriter(draft, key, object);
        try (var reader = new SealedReader(draft.read(), key, object)) {
            reader.forEachSoundSegment(plain -> {
                writer.index.add(plain.remaining());
                kept.accept(plain);
            });
        }
        draft.truncate(writer.index.sealedEnd());
        return writer;
    }

    /// Plain bytes taken so far.
    public long size() {
        return index.plainEnd() + pendingLength;
    }

    /// Takes all remaining bytes. When the disk fails, the bytes not taken remain in `plain`.
    public void append(ByteBuffer plain) throws IOException {
        while (plain.hasRemaining()) {
            if (pendingLength == 0 && plain.hasArray() && plain.remaining() >= SealedSegment.PLAIN_BYTES_MAX) {
                int offset = plain.arrayOffset() + plain.position();
                seal(plain.array(), offset, SealedSegment.PLAIN_BYTES_MAX);
                plain.position(plain.position() + SealedSegment.PLAIN_BYTES_MAX);
            } else {
                collect(plain);
            }
        }
    }

    private void collect(ByteBuffer plain) throws IOException {
        if (pendingLength == SealedSegment.PLAIN_BYTES_MAX) {
            sealPending(); // an earlier attempt found the disk full
        }
        int length = Math.min(plain.remaining(), SealedSegment.PLAIN_BYTES_MAX - pendingLength);
        grow(pendingLength + length);
        plain.get(pending, pendingLength, length);
        pendingLength += length;
        if (pendingLength == SealedSegment.PLAIN_BYTES_MAX) {
            sealPending();
        }
    }

    private void grow(int needed) {
        if (needed > pending.length) {
            int doubled = Math.max(PENDING_BYTES_FIRST, 2 * pending.length);
            pending = Arrays.copyOf(pending, Math.min(SealedSegment.PLAIN_BYTES_MAX, Math.max(needed, doubled)));
        }
    }

    /// Everything taken so far outlives a crash when this returns.
    public void sync() throws IOException {
        if (pendingLength > 0) {
            sealPending();
        }
        draft.sync();
    }

    /// Forgets the plain bytes from `size` on. `size` must be where a sync ended, or lie after the last one.
    public void truncate(long size) throws IOException {
        if (size < 0 || size > size()) {
            throw new IllegalArgumentException("cannot cut %d bytes to %d".formatted(size(), size));
        }
        if (size > index.plainEnd()) {
            pendingLength = Math.toIntExact(size - index.plainEnd());
            return;
        }
        if (!index.cut(size)) {
            throw new IllegalArgumentException("%d lies inside a sealed segment: no sync ended there".formatted(size));
        }
        pendingLength = 0;
        draft.truncate(index.sealedEnd());
    }

    /// Seals the tail and publishes the blob.
    public void publish() throws IOException {
        if (pendingLength > 0) {
            sealPending();
        }
        draft.publish();
    }

    /// Lets go of the draft; what was not synced may be lost.
    @Override
    public void close() throws IOException {
        draft.close();
    }

    private void sealPending() throws IOException {
        seal(pending, 0, pendingLength);
        pendingLength = 0;
    }

    private void seal(byte[] plain, int offset, int length) throws IOException {
        if (sealed.length < length + SealedSegment.OVERHEAD_BYTES) {
            sealed = new byte[length + SealedSegment.OVERHEAD_BYTES];
        }
        draft.append(segments.seal(index.next(), plain, offset, length, sealed));
        index.add(length);
    }
}
