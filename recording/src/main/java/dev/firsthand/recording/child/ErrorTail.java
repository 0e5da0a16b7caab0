package dev.firsthand.recording.child;

import java.nio.charset.StandardCharsets;

/// Keeps the last bytes of a child's standard error.
final class ErrorTail implements ChildOutput {
    static final int BYTES_MAX = 8192;

    private final byte[] ring = new byte[BYTES_MAX];
    private long written;

    @Override
    public synchronized void accept(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (written++ % BYTES_MAX)] = buffer[i];
        }
    }

    /// The text without control characters other than line ends.
    synchronized String text() {
        int kept = (int) Math.min(written, BYTES_MAX);
        var bytes = new byte[kept];
        for (int i = 0; i < kept; i++) {
            bytes[i] = ring[(int) ((written - kept + i) % BYTES_MAX)];
        }
        return new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\n]]", "");
    }
}
