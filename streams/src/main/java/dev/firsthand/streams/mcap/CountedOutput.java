package dev.firsthand.streams.mcap;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// Where a file goes: knows how many bytes went before, and their checksum since it was last asked to start afresh.
final class CountedOutput implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private long position;

    CountedOutput(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    long position() {
        return position;
    }

    long crc() {
        return crc.getValue();
    }

    void restartCrc() {
        crc.reset();
    }

    /// Writes what the sink holds and empties it.
    void drain(ByteSink sink) throws IOException {
        write(sink.array(), 0, sink.size());
        sink.clear();
    }

    /// `bytes` has an array that may be read.
    void write(ByteBuffer bytes) throws IOException {
        write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    void write(byte[] bytes, int from, int length) throws IOException {
        crc.update(bytes, from, length);
        out.write(bytes, from, length);
        position += length;
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
