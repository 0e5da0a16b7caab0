package dev.firsthand.motion.report;

import dev.firsthand.recording.convert.FrameGrid;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.streams.time.ClockAlignment;

/// Which frames of a motion are drawn: at most 30 a second, fewer where it is long.
///
/// @param startSeconds when the first of them was taken, counted from the clip's first frame, or on another clock
record Moments(FrameGrid grid, double startSeconds) {
    private static final int FPS_MOST = 30;
    private static final int FRAMES_MOST = 18_000;

    static Moments of(Clip clip) {
        int first = clip.firstFrameOfMotion();
        int frames = clip.frames() - first;
        int fps = Math.clamp((long) (FRAMES_MOST / (frames * clip.frameSeconds())), 1, FPS_MOST);
        return new Moments(FrameGrid.of(frames, clip.framesPerSecond(), fps), clip.timeNanos(first) / 1e9);
    }

    /// The same on the clock that the alignment leads to.
    Moments on(ClockAlignment alignment) {
        return new Moments(grid, alignment.convert(Math.round(startSeconds * 1e9)) / 1e9);
    }

    int frames() {
        return grid.frames();
    }

    int source(int moment) {
        return grid.sourceFrames()[moment];
    }

    long timeNanos(int moment) {
        return Math.round((startSeconds + moment / (double) grid.fps()) * 1e9);
    }

    /// The moment that is shown at a time of the clip.
    int at(long clipNanos) {
        return Math.clamp(Math.round((clipNanos / 1e9 - startSeconds) * grid.fps()), 0, frames() - 1);
    }

    /// How far along the whole a time of the clip is, from 0 to 1.
    double share(long clipNanos) {
        double seconds = (frames() - 1) / (double) grid.fps();
        return seconds > 0 ? Math.clamp((clipNanos / 1e9 - startSeconds) / seconds, 0, 1) : 0;
    }
}
