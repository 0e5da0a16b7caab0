package dev.firsthand.motion.report;

import dev.firsthand.recording.convert.FrameGrid;
import dev.firsthand.recording.mocap.Clip;

/// Which frames of a motion are drawn: at most 30 a second, fewer where it is long.
///
/// @param startSeconds when the first of them was taken, from the clip's first frame on
record Moments(FrameGrid grid, double startSeconds) {
    private static final int FPS_MOST = 30;
    private static final int FRAMES_MOST = 18_000;

    static Moments of(Clip clip) {
        int first = clip.firstFrameOfMotion();
        int frames = clip.frames() - first;
        int fps = Math.clamp((long) (FRAMES_MOST / (frames * clip.frameSeconds())), 1, FPS_MOST);
        return new Moments(FrameGrid.of(frames, clip.framesPerSecond(), fps), clip.timeNanos(first) / 1e9);
    }

    int frames() {
        return grid.frames();
    }

    int source(int moment) {
        return grid.sourceFrames()[moment];
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
