package dev.firsthand.engine.custody;

import dev.firsthand.engine.store.SealedWriter;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A sealed object that still grows. One thread at a time; closing keeps it, so that it can be resumed.
///
/// It ends in two steps: [#publish] for the bytes, then [#recordPublished] in the transaction that makes it true.
/// A crash in between loses nothing: resumed, it is [#published] already and only waits for the second step.
public final class SealedUpload implements AutoCloseable {
    private final ObjectId object;
    private final Progress progress;

    private SealedUpload(ObjectId object, Progress progress) {
        this.object = object;
        this.progress = progress;
    }

    static SealedUpload growing(ObjectId object, SealedWriter writer) {
        return new SealedUpload(object, new Growing(writer));
    }

    static SealedUpload published(ObjectId object, long sizeBytes) {
        return new SealedUpload(object, new Published(sizeBytes));
    }

    public ObjectId object() {
        return object;
    }

    /// Plain bytes taken so far; durable up to the last [#sync].
    public long size() {
        return switch (progress) {
            case Growing growing -> growing.writer.size();
            case Published published -> published.sizeBytes;
        };
    }

    /// Takes all remaining bytes. When the disk fails, the bytes not taken remain in `plain`.
    public void append(ByteBuffer plain) throws IOException {
        writer().append(plain);
    }

    /// Everything taken so far outlives a crash when this returns.
    public void sync() throws IOException {
        writer().sync();
    }

    /// Forgets the plain bytes from `size` on: a place where a sync ended, or one after the last.
    public void truncate(long size) throws IOException {
        writer().truncate(size);
    }

    /// True once the bytes are whole and can no longer change.
    public boolean published() {
        return switch (progress) {
            case Growing growing -> growing.done;
            case Published _ -> true;
        };
    }

    /// Seals the end and makes the bytes whole, durably. Doing it again does nothing.
    public void publish() throws IOException {
        switch (progress) {
            case Growing growing -> growing.publish();
            case Published _ -> {}
        }
    }

    /// Makes the object one that can be opened. Comes after [#publish]; doing it again does nothing.
    public void recordPublished(Tx tx) {
        if (!published()) {
            throw new IllegalStateException("object %s is not published yet".formatted(object.value()));
        }
        ObjectRows.sealed(tx, object, size());
    }

    @Override
    public void close() throws IOException {
        switch (progress) {
            case Growing growing -> growing.writer.close();
            case Published _ -> {}
        }
    }

    private SealedWriter writer() {
        return switch (progress) {
            case Growing growing when !growing.done -> growing.writer;
            case Growing _, Published _ -> throw new IllegalStateException(
                    "object %s is published: its bytes never change".formatted(object.value()));
        };
    }

    private sealed interface Progress {}

    private static final class Growing implements Progress {
        private final SealedWriter writer;
        private boolean done;

        private Growing(SealedWriter writer) {
            this.writer = writer;
        }

        private void publish() throws IOException {
            if (!done) {
                writer.publish();
                done = true;
            }
        }
    }

    private static final class Published implements Progress {
        private final long sizeBytes;

        private Published(long sizeBytes) {
            this.sizeBytes = sizeBytes;
        }
    }
}
