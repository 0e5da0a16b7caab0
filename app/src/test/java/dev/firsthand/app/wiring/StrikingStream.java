package dev.firsthand.app.wiring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes to send; when so many of them were taken, something terrible happens, and the rest follows.
final class StrikingStream extends InputStream {
    private final ByteArrayInputStream bytes;
    private final Strike strike;
    private int left;

    StrikingStream(byte[] bytes, int before, Strike strike) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.left = before;
        this.strike = strike;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (left == 0) {
            left = Integer.MAX_VALUE;
            strike.strike();
        }
        int read = bytes.read(into, from, Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }
}
