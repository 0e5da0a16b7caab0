package dev.firsthand.engine.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/// Reads a sealed object as a seekable channel of plain bytes; each segment is authenticated before a byte of it
/// shows. One thread at a time. Closing it closes the channel beneath.
public final class SealedReader implements SeekableByteChannel {
    private static final int NONE = -1;

    private final SeekableByteChannel sealedBytes;
    private final SealedSegment segments;
    private final SegmentIndex index = new SegmentIndex();
    private final long sealedSize;
    private byte[] sealed = new byte[0];
    private byte[] plain = new byte[0];
    private int opened = NONE;
    private long position;

    /// Reads all whole segments that are there. Whether the end is missing only its owner can know: see [#ofSize].
    public SealedReader(SeekableByteChannel sealedBytes, ObjectKey key, UUID object) throws IOException {
        this.sealedBytes = sealedBytes;
        this.segments = new SealedSegment(key, object);
        this.sealedSize = sealedBytes.size();
        requireMagic();
    }

    /// Reads an object that must have exactly `plainSize` bytes; else [SealBrokenException].
    public static SealedReader ofSize(SeekableByteChannel sealedBytes, ObjectKey key, UUID object, long plainSize)
            throws IOException {
        var reader = new SealedReader(sealedBytes, key, object);
        if (reader.size() != plainSize) {
            throw new SealBrokenException(
                    "sealed object has %d plain bytes, its record says %d".formatted(reader.size(), plainSize));
        }
        return reader;
    }

    /// The plain bytes from the present position on.
    public InputStream stream() {
        return Channels.newInputStream(this);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        if (!indexUpTo(position)) {
            return -1;
        }
        int segment = index.segmentAt(position);
        load(segment);
        int within = Math.toIntExact(position - index.place(segment).plainOffset());
        int length = Math.min(target.remaining(), index.plainLength(segment) - within);
        target.put(plain, within, length);
        position += length;
        return length;
    }

    @Override
    public long size() throws IOException {
        indexUpTo(Long.MAX_VALUE);
        return index.plainEnd();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException("position is negative: " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public boolean isOpen() {
        return sealedBytes.isOpen();
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(plain, (byte) 0);
        sealedBytes.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    /// Shows each segment from the start on, and stops before the first that is cut short or does not authenticate.
    void forEachSoundSegment(Consumer<ByteBuffer> seen) throws IOException {
        try {
            for (int segment = 0; indexNext(); segment++) {
                load(segment);
                seen.accept(ByteBuffer.wrap(plain, 0, index.plainLength(segment))
                        .slice()
                        .asReadOnlyBuffer());
            }
        } catch (SealBrokenException ignored) {
            // the torn end of a crash: the caller goes on from the last sound byte
        }
    }

    private boolean indexUpTo(long plainOffset) throws IOException {
        while (index.plainEnd() <= plainOffset) {
            if (!indexNext()) {
                return false;
            }
        }
        return true;
    }

    /// Reads the header of the next segment; false when no whole segment follows.
    private boolean indexNext() throws IOException {
        long start = index.sealedEnd();
        if (sealedSize - start < SealedSegment.OVERHEAD_BYTES) {
            return false;
        }
        var header = new byte[SealedSegment.HEADER_BYTES];
        readFully(start, header, header.length);
        int length = SealedSegment.plainLength(ByteBuffer.wrap(header).getInt());
        if (sealedSize - start < length + SealedSegment.OVERHEAD_BYTES) {
            return false;
        }
        index.add(length);
        return true;
    }

    private void load(int segment) throws IOException {
        if (opened == segment) {
            return;
        }
        opened = NONE;
        int length = index.plainLength(segment);
        if (plain.length < length) {
            plain = new byte[length];
            sealed = new byte[length + SealedSegment.OVERHEAD_BYTES];
        }
        readFully(index.sealedStart(segment), sealed, length + SealedSegment.OVERHEAD_BYTES);
        segments.open(index.place(segment), sealed, plain);
        opened = segment;
    }

    private void readFully(long start, byte[] target, int length) throws IOException {
        sealedBytes.position(start);
        var buffer = ByteBuffer.wrap(target, 0, length);
        while (buffer.hasRemaining()) {
            if (sealedBytes.read(buffer) < 0) {
                throw new EOFException("sealed bytes end at %d".formatted(sealedBytes.position()));
            }
        }
    }

    private void requireMagic() throws IOException {
        var magic = new byte[SealedSegment.MAGIC.length];
        if (sealedSize >= magic.length) {
            readFully(0, magic, magic.length);
        }
        if (!Arrays.equals(magic, SealedSegment.MAGIC)) {
            throw new SealBrokenException("these bytes are no sealed object of version 1");
        }
    }
}
