package dev.firsthand.app.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that fails after so many bytes, as a phone does that loses its network.
final class BreakingStream extends FilterInputStream {
    private long left;

    BreakingStream(InputStream in, long bytes) {
        super(in);
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        breakAtTheEnd();
        left--;
        return super.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        breakAtTheEnd();
        int read = super.read(into, from, (int) Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }

    private void breakAtTheEnd() throws IOException {
        if (left <= 0) {
            throw new IOException("connection cut on purpose");
        }
    }
}
