package dev.firsthand.engine.copy;

import dev.firsthand.engine.copy.FileDigests.FileDigest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// A copy as one tar file (POSIX ustar, IEEE Std 1003.1), read from any place: nothing is compressed, so where each
/// file lies in it is known beforehand, and no archive is ever written. Same copy, same bytes: no owner, no date.
public final class CopyArchive implements SeekableByteChannel {
    /// Two blocks of zeros end it.
    private static final int END_BYTES = 2 * TarHeader.BLOCK_BYTES;

    private final CopyFiles copy;
    private final TarHeader[] headers;

    /// Where each file's header begins, and at the end where the last one ends.
    private final long[] starts;

    private Optional<SeekableByteChannel> open = Optional.empty();
    private int opened = -1;
    private long position;
    private boolean closed;

    CopyArchive(CopyFiles copy) {
        this.copy = copy;
        this.headers = copy.files().stream()
                .map(file -> new TarHeader(copy.name() + "/" + file.path(), file.sizeBytes()))
                .toArray(TarHeader[]::new);
        this.starts = new long[headers.length + 1];
        IntStream.range(0, headers.length).forEach(i -> starts[i + 1] = starts[i] + headers[i].entryBytes());
    }

    @Override
    public long size() {
        return starts[headers.length] + END_BYTES;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= size()) {
            return -1;
        }
        int before = target.remaining();
        while (target.hasRemaining() && position < size()) {
            int count = position < starts[headers.length] ? readEntry(target) : zeros(target, size() - position);
            position += count;
        }
        return before - target.remaining();
    }

    private int readEntry(ByteBuffer target) throws IOException {
        int found = Arrays.binarySearch(starts, position);
        int entry = found >= 0 ? found : -found - 2;
        long within = position - starts[entry];
        TarHeader header = headers[entry];
        if (within < TarHeader.BLOCK_BYTES) {
            byte[] bytes = header.bytes();
            int count = (int) Math.min(target.remaining(), TarHeader.BLOCK_BYTES - within);
            target.put(bytes, (int) within, count);
            return count;
        }
        long inFile = within - TarHeader.BLOCK_BYTES;
        return inFile < header.sizeBytes()
                ? readFile(target, entry, inFile)
                : zeros(target, starts[entry + 1] - position);
    }

    private int readFile(ByteBuffer target, int entry, long from) throws IOException {
        FileDigest file = copy.files().get(entry);
        if (opened != entry) {
            closeFile();
            open = Optional.of(copy.open(file));
            opened = entry;
        }
        SeekableByteChannel channel = open.orElseThrow();
        channel.position(from);
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + file.sizeBytes() - from));
        int count = channel.read(target);
        target.limit(limit);
        if (count < 0) {
            throw new IOException("the file %s of a copy is shorter than it was".formatted(file.path()));
        }
        return count;
    }

    private static int zeros(ByteBuffer target, long atMost) {
        int count = (int) Math.min(target.remaining(), atMost);
        target.put(new byte[count]);
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long there) {
        position = there;
        return this;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        closeFile();
    }

    private void closeFile() throws IOException {
        if (open.isPresent()) {
            open.get().close();
            open = Optional.empty();
            opened = -1;
        }
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
