package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildOutput;
import dev.firsthand.recording.mp4.MediaException;

/// How often each value from 0 to 255 occurs in the red, green and blue of `frames` sampled pictures:
/// `counts[channel][value]`.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type; nobody writes to them
public record ImageHistogram(long[][] counts, int frames) {
    /// The sum of two; for the pictures of several episodes together.
    public ImageHistogram plus(ImageHistogram other) {
        var sum = new long[3][256];
        for (int channel = 0; channel < 3; channel++) {
            for (int value = 0; value < 256; value++) {
                sum[channel][value] = counts[channel][value] + other.counts[channel][value];
            }
        }
        return new ImageHistogram(sum, frames + other.frames);
    }

    /// Counts raw `rgb24` pictures as they come.
    static final class Counting implements ChildOutput {
        private final int[][] counts = new int[3][256];
        private final long[][] sums = new long[3][256];
        private final long frameBytes;
        private long bytes;
        private int sinceCarried;

        Counting(int width, int height) {
            this.frameBytes = 3L * width * height;
        }

        @Override
        public void accept(byte[] buffer, int length) {
            int channel = (int) (bytes % 3);
            for (int i = 0; i < length; i++) {
                counts[channel][buffer[i] & 255]++;
                channel = channel == 2 ? 0 : channel + 1;
            }
            bytes += length;
            sinceCarried += length;
            if (sinceCarried > 1 << 28) {
                carry();
            }
        }

        /// Throws when the pictures are not whole.
        ImageHistogram histogram() throws MediaException {
            if (bytes % frameBytes != 0) {
                throw new MediaException(
                        "render-sample-cut",
                        "%d bytes of sampled pictures are not whole frames of %d".formatted(bytes, frameBytes));
            }
            carry();
            return new ImageHistogram(sums, (int) (bytes / frameBytes));
        }

        private void carry() {
            for (int channel = 0; channel < 3; channel++) {
                for (int value = 0; value < 256; value++) {
                    sums[channel][value] += counts[channel][value];
                    counts[channel][value] = 0;
                }
            }
            sinceCarried = 0;
        }
    }
}
