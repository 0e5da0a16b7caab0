package dev.firsthand.recording.mocap;

/// What a motion file may hold at most. A file beyond a limit is refused, never read in part without a word.
public final class MotionLimits {
    public static final long FILE_BYTES_MAX = 2L << 30;
    public static final int JOINTS_MAX = 4_096;
    public static final int FRAMES_MAX = 10_000_000;
    public static final int NAME_BYTES_MAX = 256;
    static final int DEPTH_MAX = 512;
    static final int TOKEN_BYTES_MAX = 512;
    static final int LINE_BYTES_MAX = 1 << 20;

    /// Numbers in one file: a GiB of them.
    static final int VALUES_MAX = 1 << 27;

    private static final int BYTES_PER_VALUE_WHILE_READING = 20;

    private MotionLimits() {}

    /// Never more than this program's memory can hold: a refusal is better than a crash.
    static int valuesMax() {
        return (int) Math.min(VALUES_MAX, Runtime.getRuntime().maxMemory() / BYTES_PER_VALUE_WHILE_READING);
    }

    static void checkFile(long bytes) throws UnreadableMotion {
        if (bytes > FILE_BYTES_MAX) {
            throw new UnreadableMotion(
                    "motion-too-large",
                    "The file has %d bytes; at most %d are read. Cut it into takes.".formatted(bytes, FILE_BYTES_MAX));
        }
    }

    static int checkValues(long frames, long valuesPerFrame) throws UnreadableMotion {
        long values = frames > FRAMES_MAX ? Long.MAX_VALUE : frames * valuesPerFrame;
        if (values > valuesMax()) {
            throw new UnreadableMotion(
                    "motion-too-long",
                    "%d frames of %d numbers are more than the %d numbers (and %d frames) that are read at once. Cut the file into takes."
                            .formatted(frames, valuesPerFrame, valuesMax(), FRAMES_MAX));
        }
        return (int) values;
    }
}
