package dev.firsthand.recording.mocap;

/// A skeleton that moves: X forward, Y to the left, Z up, in metres.
///
/// Frame `f` was taken `f * frameSeconds` after the first. `rotations` holds the parent-from-joint quaternion (x,
/// y, z, w) of each joint of each frame, with signs that do not jump; `translations` holds where each of `movers`
/// stands in its parent's frame. All other joints stand where their skeleton says. A joint that was not measured is
/// NaN. `firstFrameOfMotion` is 1 where the file begins with an inserted pose, else 0.
///
/// The arrays are handed over, not copied: an hour has fifty million numbers. Nobody writes to them.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record Clip(
        Skeleton skeleton,
        double frameSeconds,
        int frames,
        int firstFrameOfMotion,
        float[] rotations,
        int[] movers,
        double[] translations) {
    public Clip {
        long joints = skeleton.size();
        if (rotations.length != frames * joints * 4 || translations.length != frames * 3L * movers.length) {
            throw new IllegalArgumentException("%d frames of %d joints and %d movers, but %d and %d numbers"
                    .formatted(frames, joints, movers.length, rotations.length, translations.length));
        }
        if (!(frameSeconds > 0) || frames < 1 || firstFrameOfMotion < 0 || firstFrameOfMotion >= frames) {
            throw new IllegalArgumentException(
                    "%d frames, the first of motion %d, %s s each".formatted(frames, firstFrameOfMotion, frameSeconds));
        }
    }

    public double framesPerSecond() {
        return 1 / frameSeconds;
    }

    public long timeNanos(int frame) {
        return Math.round(frame * frameSeconds * 1e9);
    }

    public double seconds() {
        return frames * frameSeconds;
    }
}
