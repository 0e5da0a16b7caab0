package dev.firsthand.engine.upload;

import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A store that fails on purpose: it has only so much room, or its process dies right after a publish.
public final class StubbornBlobStore implements BlobStore {
    private final BlobStore store;
    private final AtomicLong roomBytes = new AtomicLong(Long.MAX_VALUE / 2);
    private final AtomicInteger deathsAfterPublish = new AtomicInteger();

    public StubbornBlobStore(BlobStore store) {
        this.store = store;
    }

    public void room(long bytes) {
        roomBytes.set(bytes);
    }

    void dieAfterNextPublish() {
        deathsAfterPublish.set(1);
    }

    @Override
    public Draft draft() throws IOException {
        return new StubbornDraft(store.draft());
    }

    @Override
    public Draft resume(BlobKey key) throws IOException {
        return new StubbornDraft(store.resume(key));
    }

    @Override
    public List<BlobKey> drafts() throws IOException {
        return store.drafts();
    }

    @Override
    public Optional<SeekableByteChannel> open(BlobKey key) throws IOException {
        return store.open(key);
    }

    @Override
    public void erase(BlobKey key) throws IOException {
        store.erase(key);
    }

    private final class StubbornDraft implements Draft {
        private final Draft draft;

        StubbornDraft(Draft draft) {
            this.draft = draft;
        }

        @Override
        public BlobKey key() {
            return draft.key();
        }

        @Override
        public long size() {
            return draft.size();
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            if (roomBytes.addAndGet(-bytes.remaining()) < 0) {
                throw new IOException("No space left on device");
            }
            draft.append(bytes);
        }

        @Override
        public void sync() throws IOException {
            if (roomBytes.get() < 0) {
                throw new IOException("No space left on device");
            }
            draft.sync();
        }

        @Override
        public void truncate(long size) throws IOException {
            draft.truncate(size);
        }

        @Override
        public SeekableByteChannel read() throws IOException {
            return draft.read();
        }

        @Override
        public void publish() throws IOException {
            draft.publish();
            if (deathsAfterPublish.getAndSet(0) > 0) {
                throw new IOException("the process died here");
            }
        }

        @Override
        public void close() throws IOException {
            draft.close();
        }
    }
}
