package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/// Reads places of a file that an index leads to. A place outside the file is a fault of the index.
final class FileBytes implements AutoCloseable {
    private static final int HEAD_BYTES = 1 + 8;

    private final SeekableByteChannel channel;
    private final McapLimits limits;

    FileBytes(SeekableByteChannel channel, McapLimits limits) {
        this.channel = channel;
        this.limits = limits;
    }

    long size() throws IOException {
        return channel.size();
    }

    SeekableByteChannel fromStart() throws IOException {
        return channel.position(0);
    }

    ByteBuffer read(long offset, long length) throws IOException {
        long size = size();
        if (offset < 0 || length < 0 || offset > size || length > size - offset) {
            throw new McapFormatException(
                    Fault.TRUNCATED,
                    Math.max(0, offset),
                    "The file has %d bytes; its index leads to %d bytes after that place".formatted(size, length));
        }
        if (length > limits.recordBytes() + (long) HEAD_BYTES) {
            throw new McapFormatException(
                    Fault.LIMIT,
                    offset,
                    "The index leads to %d bytes at once, the limit is %d".formatted(length, limits.recordBytes()));
        }
        var bytes = ByteBuffer.allocate((int) length);
        channel.position(offset);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new McapFormatException(Fault.TRUNCATED, offset, "The file became shorter while it was read");
            }
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The one record that fills this place.
    McapRecord record(long offset, long length) throws IOException {
        ByteBuffer bytes = read(offset, length);
        var records = new ChunkRecords(bytes, offset);
        if (!records.advance() || records.size() != length - HEAD_BYTES) {
            throw new McapFormatException(
                    Fault.MALFORMED,
                    offset,
                    "The index leads to a record of %d bytes that is not there".formatted(length));
        }
        return records.record();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
