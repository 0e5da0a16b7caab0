package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Appends large runs of bytes to a file past the page cache. A recording is written once and read much later:
/// caching it costs a copy and memory, and drives out what is read often. The disk takes whole blocks only; what is
/// left of the last one waits here until [#flush] writes it the ordinary way.
///
/// Not safe for several threads. After an `IOException` of [#append] nothing counts as appended; the file may be
/// longer.
final class UncachedAppend implements AutoCloseable {
    private final FileChannel cached;
    private final FileChannel uncached;
    private final AlignedBuffers buffers;
    private final byte[] rest;
    private int restBytes;
    private boolean restWritten;
    private long blocksEnd;

    /// Goes on at `size`, up to which `cached` has written the file.
    static UncachedAppend open(Path file, FileChannel cached, long size, AlignedBuffers buffers) throws IOException {
        var uncached = FileChannel.open(file, StandardOpenOption.WRITE, buffers.option());
        try {
            return new UncachedAppend(cached, uncached, size, buffers);
        } catch (IOException e) {
            uncached.close();
            throw e;
        }
    }

    private UncachedAppend(FileChannel cached, FileChannel uncached, long size, AlignedBuffers buffers)
            throws IOException {
        this.cached = cached;
        this.uncached = uncached;
        this.buffers = buffers;
        this.rest = new byte[buffers.blockBytes()];
        this.restBytes = (int) (size % rest.length);
        this.restWritten = true;
        this.blocksEnd = size - restBytes;
        readRest();
    }

    private void readRest() throws IOException {
        var target = ByteBuffer.wrap(rest, 0, restBytes);
        while (target.hasRemaining()) {
            if (cached.read(target, blocksEnd + target.position()) < 0) {
                throw new IOException("the file ends before byte %d".formatted(blocksEnd + restBytes));
            }
        }
    }

    void append(ByteBuffer bytes) throws IOException {
        ByteBuffer buffer = buffers.take();
        try {
            long end = blocksEnd;
            buffer.put(rest, 0, restBytes);
            fill(buffer, bytes);
            while (bytes.hasRemaining()) {
                end = write(buffer, end);
                fill(buffer.clear(), bytes);
            }
            keep(buffer, end);
        } finally {
            buffers.give(buffer);
        }
    }

    private void keep(ByteBuffer buffer, long end) throws IOException {
        int filled = buffer.position();
        int over = filled % rest.length;
        blocksEnd = write(buffer.position(filled - over), end);
        buffer.limit(filled).position(filled - over).get(rest, 0, over);
        restBytes = over;
        restWritten = false;
    }

    private static void fill(ByteBuffer buffer, ByteBuffer bytes) {
        int count = Math.min(buffer.remaining(), bytes.remaining());
        buffer.put(buffer.position(), bytes, bytes.position(), count);
        buffer.position(buffer.position() + count);
        bytes.position(bytes.position() + count);
    }

    /// Writes the whole blocks before the buffer's position to `at`; returns where they end.
    private long write(ByteBuffer buffer, long at) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            at += uncached.write(buffer, at);
        }
        return at;
    }

    /// Brings all that was appended into the file; [FileChannel#force] makes it durable.
    void flush() throws IOException {
        if (restWritten) {
            return;
        }
        var last = ByteBuffer.wrap(rest, 0, restBytes);
        while (last.hasRemaining()) {
            cached.write(last, blocksEnd + last.position());
        }
        restWritten = true;
    }

    @Override
    public void close() throws IOException {
        uncached.close();
    }
}
