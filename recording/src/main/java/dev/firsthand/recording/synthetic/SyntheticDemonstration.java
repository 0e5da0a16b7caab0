package dev.firsthand.recording.synthetic;

import java.util.List;
import java.util.SplittableRandom;

/// An arm of six joints that reaches for something: what a policy is trained on. `action` of a frame is the `state` of
/// the next, `state` is in radians, both row by row as `float32`.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record SyntheticDemonstration(int framesPerSecond, float[] state, float[] action) {
    public static final List<String> JOINTS =
            List.of("shoulder_pan", "shoulder_lift", "elbow_flex", "wrist_flex", "wrist_roll", "gripper");

    private static final double REACH_RADIANS = 0.8;
    private static final double TREMBLE_RADIANS = 0.004;

    /// From a random rest to a random goal and half way back, without a jerk.
    public static SyntheticDemonstration seeded(long seed, int frames, int framesPerSecond) {
        if (frames < 1 || framesPerSecond < 1) {
            throw new IllegalArgumentException("%d frames at %d a second".formatted(frames, framesPerSecond));
        }
        var random = new SplittableRandom(seed);
        int joints = JOINTS.size();
        float[] path = new float[(frames + 1) * joints];
        for (int joint = 0; joint < joints; joint++) {
            double rest = (random.nextDouble() - 0.5) * 0.4;
            double goal = rest + (random.nextDouble() - 0.5) * 2 * REACH_RADIANS;
            double phase = random.nextDouble() * 2 * Math.PI;
            for (int frame = 0; frame <= frames; frame++) {
                double way = 1.5 * frame / frames;
                double done = way <= 1 ? smooth(way) : 1 - smooth(way - 1);
                double tremble = TREMBLE_RADIANS * StrictMath.sin(phase + 7.0 * frame / framesPerSecond);
                path[frame * joints + joint] = (float) (rest + (goal - rest) * done + tremble);
            }
        }
        float[] state = java.util.Arrays.copyOf(path, frames * joints);
        return new SyntheticDemonstration(
                framesPerSecond, state, java.util.Arrays.copyOfRange(path, joints, path.length));
    }

    public int frames() {
        return state.length / JOINTS.size();
    }

    /// The polynomial of least jerk from 0 to 1.
    private static double smooth(double way) {
        return way * way * way * (10 + way * (6 * way - 15));
    }
}
