package dev.firsthand.recording.sidecar;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends in a refusal after so many bytes: what a zip says of an entry's size is not to be believed.
final class BoundedInput extends FilterInputStream {
    private final String name;
    private final long bytesMax;
    private long read;

    BoundedInput(InputStream in, String name, long bytesMax) {
        super(in);
        this.name = name;
        this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws UnreadableSidecar {
        read += bytes;
        if (read > bytesMax) {
            throw ZipContents.tooLarge(name, bytesMax);
        }
    }
}
