package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A store that fails on purpose: what does not fit into [#room] is refused as a full disk refuses it, and a process
/// dies right after a publish.
public final class FailingBlobStore implements BlobStore {
    private final BlobStore inner;
    private final AtomicLong room;
    private final AtomicInteger publishesLeft = new AtomicInteger();
    private final AtomicInteger readers = new AtomicInteger();

    public FailingBlobStore(BlobStore inner, long roomBytes) {
        this.inner = inner;
        this.room = new AtomicLong(roomBytes);
    }

    /// From now on this many bytes fit.
    public void room(long bytes) {
        room.set(bytes);
    }

    /// Dies right after the `count`-th publish from now on, once.
    public void dieAfterPublish(int count) {
        publishesLeft.set(count);
    }

    @Override
    public Draft draft() throws IOException {
        return new FailingDraft(inner.draft());
    }

    @Override
    public Draft resume(BlobKey key) throws IOException {
        return new FailingDraft(inner.resume(key));
    }

    @Override
    public List<BlobKey> drafts() throws IOException {
        return inner.drafts();
    }

    @Override
    public Optional<SeekableByteChannel> open(BlobKey key) throws IOException {
        return inner.open(key).map(CountedReader::new);
    }

    /// Readers that nobody has closed.
    public int openReaders() {
        return readers.get();
    }

    @Override
    public void erase(BlobKey key) throws IOException {
        inner.erase(key);
    }

    private final class CountedReader implements SeekableByteChannel {
        private final SeekableByteChannel channel;

        CountedReader(SeekableByteChannel channel) {
            this.channel = channel;
            readers.incrementAndGet();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            channel.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                readers.decrementAndGet();
            }
            channel.close();
        }
    }

    private final class FailingDraft implements Draft {
        private final Draft draft;

        FailingDraft(Draft draft) {
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
            int length = bytes.remaining();
            long before = room.getAndUpdate(left -> left >= length ? left - length : left);
            if (before < length) {
                throw new IOException("No space left on device");
            }
            draft.append(bytes);
        }

        @Override
        public void sync() throws IOException {
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
            if (publishesLeft.getAndUpdate(left -> Math.max(left - 1, 0)) == 1) {
                throw new IOException("the process died here");
            }
        }

        @Override
        public void close() throws IOException {
            draft.close();
        }
    }
}
