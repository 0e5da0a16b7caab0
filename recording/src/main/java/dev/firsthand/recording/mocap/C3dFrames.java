package dev.firsthand.recording.mocap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Reads the frames of a C3D file, some at a time.
final class C3dFrames {
    private static final int CHUNK_BYTES = 1 << 20;

    final float[] places;
    final float[] residuals;
    final byte[] cameras;
    final float[] analog;

    private final C3dLayout layout;
    private final C3dNumbers numbers;
    private final int frames;
    private final int points;
    private final int analogWidth;
    private final float pointScale;
    private final float[] analogScale;
    private final float[] analogOffset;
    private final boolean unsigned;

    C3dFrames(C3dLayout layout, C3dNumbers numbers, int frames) {
        this.layout = layout;
        this.numbers = numbers;
        this.frames = frames;
        points = layout.points();
        analogWidth = layout.analogPerPointFrame();
        places = new float[frames * points * 3];
        residuals = new float[frames * points];
        cameras = new byte[frames * points];
        analog = new float[frames * analogWidth];
        pointScale = (float) Math.abs(layout.header().scale());
        unsigned = layout.text("ANALOG:FORMAT", 0).equalsIgnoreCase("UNSIGNED");
        int channels = layout.analogChannels();
        analogScale = new float[channels];
        analogOffset = new float[channels];
        double all = layout.number("ANALOG:GEN_SCALE", 1);
        for (int c = 0; c < channels; c++) {
            analogScale[c] = (float) (all * layout.number("ANALOG:SCALE", c, 1));
            double offset = layout.number("ANALOG:OFFSET", c, 0);
            analogOffset[c] = (float) (unsigned && offset < 0 ? offset + 65_536 : offset);
        }
    }

    void read(FileChannel file) throws IOException {
        int words = 4 * points + analogWidth;
        int frameBytes = words * layout.header().wordBytes();
        if (frameBytes == 0) {
            return;
        }
        int atOnce = Math.max(1, CHUNK_BYTES / frameBytes);
        byte[] chunk = new byte[atOnce * frameBytes];
        float[] reals = new float[words];
        short[] shorts = new short[words];
        for (int first = 0; first < frames; first += atOnce) {
            int count = Math.min(atOnce, frames - first);
            var buffer = ByteBuffer.wrap(chunk, 0, count * frameBytes);
            long from = layout.header().dataAt() + (long) first * frameBytes;
            while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {
                // reads on
            }
            for (int f = 0; f < count; f++) {
                if (layout.header().real()) {
                    numbers.reals(chunk, f * frameBytes, reals, words);
                    realFrame(reals, first + f);
                } else {
                    numbers.shorts(chunk, f * frameBytes, shorts, words);
                    wholeFrame(shorts, first + f);
                }
            }
        }
    }

    private void realFrame(float[] words, int frame) {
        int point = frame * points;
        for (int i = 0, at = 0; i < points; i++, at += 4, point++) {
            float x = words[at];
            float y = words[at + 1];
            float z = words[at + 2];
            put(point, x, y, z, (short) words[at + 3]);
        }
        int from = 4 * points;
        int to = frame * analogWidth;
        for (int i = 0, c = 0; i < analogWidth; i++, c = c + 1 == analogScale.length ? 0 : c + 1) {
            analog[to + i] = (words[from + i] - analogOffset[c]) * analogScale[c];
        }
    }

    private void wholeFrame(short[] words, int frame) {
        int point = frame * points;
        for (int i = 0, at = 0; i < points; i++, at += 4, point++) {
            put(point, words[at] * pointScale, words[at + 1] * pointScale, words[at + 2] * pointScale, words[at + 3]);
        }
        int from = 4 * points;
        int to = frame * analogWidth;
        for (int i = 0, c = 0; i < analogWidth; i++, c = c + 1 == analogScale.length ? 0 : c + 1) {
            int raw = unsigned ? words[from + i] & 0xFFFF : words[from + i];
            analog[to + i] = (raw - analogOffset[c]) * analogScale[c];
        }
    }

    /// The fourth word holds the cameras in its high byte, the residual in its low one, and its sign says: not
    /// seen.
    private void put(int point, float x, float y, float z, short fourth) {
        int at = 3 * point;
        if (fourth < 0 || Float.isNaN(x) || Float.isNaN(y) || Float.isNaN(z)) {
            places[at] = Float.NaN;
            places[at + 1] = Float.NaN;
            places[at + 2] = Float.NaN;
            residuals[point] = -1;
            return;
        }
        places[at] = x;
        places[at + 1] = y;
        places[at + 2] = z;
        residuals[point] = (fourth & 0xFF) * pointScale;
        cameras[point] = (byte) (fourth >> 8);
    }
}
