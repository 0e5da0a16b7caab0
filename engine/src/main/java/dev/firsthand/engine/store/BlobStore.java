package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/// Keeps blobs under random names. A blob grows as a draft, is published once and never changes after;
/// what was erased leaves no copy.
public interface BlobStore {
    /// Starts an empty draft under a fresh name.
    Draft draft() throws IOException;

    /// Goes on with a draft after a restart, with whatever bytes the disk kept: at least all that were synced.
    /// `NoSuchFileException` when there is no such draft.
    Draft resume(BlobKey key) throws IOException;

    /// Drafts that are neither published nor erased; their owner decides which of them still matter.
    List<BlobKey> drafts() throws IOException;

    /// Reads a published blob; empty when there is none.
    Optional<SeekableByteChannel> open(BlobKey key) throws IOException;

    /// Removes a blob, published or draft; does nothing when it is gone already.
    void erase(BlobKey key) throws IOException;

    /// A blob that still grows. One thread at a time; closing keeps it, so that it can be resumed.
    interface Draft extends AutoCloseable {
        BlobKey key();

        long size();

        /// Writes all remaining bytes at the end. Durable only after [#sync].
        void append(ByteBuffer bytes) throws IOException;

        /// All bytes appended so far outlive a crash when this returns.
        void sync() throws IOException;

        /// Cuts the draft back to its first `size` bytes.
        void truncate(long size) throws IOException;

        /// Reads what was appended so far.
        SeekableByteChannel read() throws IOException;

        /// Syncs, makes the blob visible to [BlobStore#open], durably, and closes the draft.
        void publish() throws IOException;

        @Override
        void close() throws IOException;
    }
}
