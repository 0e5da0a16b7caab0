package dev.firsthand.recording.video;

/// Which pictures and which pixels the image statistics of a video are taken from.
///
/// About `frames^0.75` frames, at least 100 and at most 10,000 (as LeRobot's own statistics do), evenly spaced from the
/// first: every `everyFrames`-th. Of each picture every `n`-th pixel of every `n`-th row, so that the longer side is
/// about 160; pixels are taken, not averaged, so that their spread stays what it is.
record ImageSampling(int everyFrames, int width, int height) {
    private static final int FRAMES_MIN = 100;
    private static final int FRAMES_MAX = 10_000;
    private static final int LONG_SIDE = 160;

    static ImageSampling of(int frames, GridSpec spec) {
        int wanted = Math.clamp((int) Math.pow(frames, 0.75), FRAMES_MIN, FRAMES_MAX);
        int everyPixels = Math.max(1, Math.max(spec.width(), spec.height()) / LONG_SIDE);
        return new ImageSampling(Math.max(1, frames / wanted), spec.width() / everyPixels, spec.height() / everyPixels);
    }

    int framesOf(int frames) {
        return (frames + everyFrames - 1) / everyFrames;
    }
}
