package dev.firsthand.engine.custody;

import dev.firsthand.engine.store.SealedWriter;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A sealed object that still grows. One thread at a time; closing keeps it, so that it can be resumed.
///
/// It ends in two steps: [#publish] for the bytes, then [#recordPublished] in the transaction that makes it true.
/// A crash in between loses nothing: resumed, it is [#published] already and only waits for the second step.
public final class SealedUpload implements AutoCloseable {
    private final ObjectId object;
    private final Optional<SealedWriter> writer;
    private final long publishedBytes;
    private boolean published;

    private SealedUpload(ObjectId object, Optional<SealedWriter> writer, long publishedBytes) {
        this.object = object;
        this.writer = writer;
        this.publishedBytes = publishedBytes;
        this.published = writer.isEmpty();
    }

    static SealedUpload growing(ObjectId object, SealedWriter writer) {
        return new SealedUpload(object, Optional.of(writer), 0);
    }

    static SealedUpload published(ObjectId object, long sizeBytes) {
        return new SealedUpload(object, Optional.empty(), sizeBytes);
    }

    public ObjectId object() {
        return object;
    }

    /// Plain bytes taken so far; durable up to the last [#sync].
    public long size() {
        return writer.map(SealedWriter::size).orElse(publishedBytes);
    }

    /// Takes all remaining bytes. When the disk fails, the bytes not taken remain in `plain`.
    public void append(ByteBuffer plain) throws IOException {
        growing().append(plain);
    }

    /// Everything taken so far outlives a crash when this returns.
    public void sync() throws IOException {
        growing().sync();
    }

    /// Forgets the plain bytes from `size` on: a place where a sync ended, or one after the last.
    public void truncate(long size) throws IOException {
        growing().truncate(size);
    }

    /// True once the bytes are whole and can no longer change.
    public boolean published() {
        return published;
    }

    /// Seals the end and makes the bytes whole, durably. Doing it again does nothing.
    public void publish() throws IOException {
        if (!published) {
            growing().publish();
            published = true;
        }
    }

    /// Makes the object one that can be opened. Comes after [#publish]; doing it again does nothing.
    public void recordPublished(Tx tx) {
        if (!published) {
            throw new IllegalStateException("object %s is not published yet".formatted(object.value()));
        }
        ObjectRows.sealed(tx, object, size());
    }

    @Override
    public void close() throws IOException {
        if (writer.isPresent()) {
            writer.get().close();
        }
    }

    private SealedWriter growing() {
        if (published) {
            throw new IllegalStateException("object %s is published: its bytes never change".formatted(object.value()));
        }
        return writer.orElseThrow();
    }
}
