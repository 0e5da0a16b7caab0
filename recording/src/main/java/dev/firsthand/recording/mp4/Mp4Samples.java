package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The samples (coded pictures) of one track in decode order, as columns. Ticks are units of the track's timescale,
/// before any edit list.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record Mp4Samples(
        long[] decodeTicks, long[] presentationTicks, int[] sizesBytes, long[] offsets, boolean[] keyframe) {

    /// One coded picture is never larger than this.
    public static final int SAMPLE_BYTES_MAX = 64 << 20;

    public int size() {
        return decodeTicks.length;
    }

    /// True when pictures are stored in another order than they are shown (B-frames).
    public boolean reordered() {
        for (int i = 1; i < presentationTicks.length; i++) {
            if (presentationTicks[i] <= presentationTicks[i - 1]) {
                return true;
            }
        }
        return false;
    }

    /// The bytes of one sample, as they lie in the file.
    public ByteBuffer bytes(FileChannel file, int sample) throws IOException {
        return new Mp4Source(file).read(offsets[sample], sizesBytes[sample], SAMPLE_BYTES_MAX);
    }
}
