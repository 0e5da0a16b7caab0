package dev.firsthand.recording.video;

/// The picture of a release: a constant rate, and a size that every video is fitted into with black borders.
public record GridSpec(int fps, int width, int height) {
    public static final int FPS_MAX = 240;

    public GridSpec {
        if (fps < 1 || fps > FPS_MAX) {
            throw new IllegalArgumentException("fps is %d, it must be from 1 to %d".formatted(fps, FPS_MAX));
        }
        if (width % 2 != 0 || height % 2 != 0 || width < 16 || height < 16 || width > 4096 || height > 4096) {
            throw new IllegalArgumentException(
                    "the picture is %d x %d, both must be even and from 16 to 4096".formatted(width, height));
        }
    }

    /// Ticks a second of the video's track, so that every frame time is a whole number of ticks.
    public int timescale() {
        return fps * 512;
    }
}
