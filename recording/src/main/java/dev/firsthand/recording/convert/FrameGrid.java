package dev.firsthand.recording.convert;

/// Motion on a whole number of frames a second: frame `k` of the grid shows the last frame with a time of at most
/// `k / fps`, as it is done with video.
///
/// @param sourceFrames which frame of the motion each frame of the grid shows
@SuppressWarnings("ArrayRecordComponent") // one number per frame
public record FrameGrid(int fps, double framesPerSecond, int[] sourceFrames) {
    private static final double EARLY_FRAMES = 1e-3; // rates are written in decimals

    /// At the whole number nearest to the motion's own rate, but not above `fpsMost`.
    public static FrameGrid of(int frames, double framesPerSecond, int fpsMost) {
        int fps = Math.clamp(Math.round(framesPerSecond), 1, fpsMost);
        int count =
                (int) Math.min(Integer.MAX_VALUE - 8, (long) ((frames - 1) / framesPerSecond * fps + EARLY_FRAMES)) + 1;
        int[] source = new int[count];
        for (int k = 0; k < count; k++) {
            source[k] = (int) Math.min(frames - 1, (long) (k / (double) fps * framesPerSecond + EARLY_FRAMES));
        }
        return new FrameGrid(fps, framesPerSecond, source);
    }

    public int frames() {
        return sourceFrames.length;
    }

    /// When the frame that is shown was taken, from the first on.
    public long timeNanos(int gridFrame) {
        return Math.round(sourceFrames[gridFrame] / framesPerSecond * 1e9);
    }
}
