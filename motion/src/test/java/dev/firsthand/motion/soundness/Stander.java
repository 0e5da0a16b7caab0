package dev.firsthand.motion.soundness;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;

/// A made-up person who stands, sways, bends the knees and moves the arms; the feet stay where they are.
final class Stander {
    static final int LEFT_ARM = 4;
    static final int LEFT_FOREARM = 5;
    static final int RIGHT_ARM = 7;
    static final int RIGHT_FOREARM = 8;
    static final int LEFT_THIGH = 10;
    static final int LEFT_SHIN = 11;

    private static final double THIGH = 0.42;
    private static final double SHIN = 0.42;
    private static final double RATE = 60;
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final Vector3 X = new Vector3(1, 0, 0);

    private Stander() {}

    static Clip clip(long seed, double seconds) {
        return clip(seed, seconds, t -> Vector3.ZERO);
    }

    /// @param leftStep how far the left foot is from its place, seconds after the beginning
    static Clip clip(long seed, double seconds, DoubleFunction<Vector3> leftStep) {
        var random = new Random(seed);
        int frames = (int) (seconds * RATE);
        Skeleton skeleton = skeleton();
        int joints = skeleton.size();
        float[] turns = new float[4 * joints * frames];
        double[] places = new double[3 * frames];
        double phase = random.nextDouble() * 6;
        for (int f = 0; f < frames; f++) {
            double t = f / RATE * (0.8 + 0.1 * (seed % 4)) + phase;
            for (int j = 0; j < joints; j++) {
                turns[4 * (f * joints + j) + 3] = 1;
            }
            double hip = 0.80 + 0.03 * Math.sin(1.9 * t);
            double sway = 0.02 * Math.sin(1.3 * t);
            places[3 * f] = 0.02 * Math.sin(0.7 * t);
            places[3 * f + 1] = sway;
            places[3 * f + 2] = hip;
            set(turns, joints, f, 1, Rotation.about(Y, 0.2 + 0.15 * Math.sin(1.1 * t)));
            set(turns, joints, f, 2, Rotation.about(X, 0.1 * Math.sin(0.9 * t)));
            set(turns, joints, f, 3, Rotation.about(Y, 0.2 * Math.sin(1.7 * t)));
            arm(turns, joints, f, LEFT_ARM, t);
            arm(turns, joints, f, RIGHT_ARM, t + 1);
            Vector3 ankle = new Vector3(-places[3 * f], -sway, 0.08 - hip);
            leg(turns, joints, f, LEFT_THIGH, ankle.plus(leftStep.apply(f / RATE)));
            leg(turns, joints, f, LEFT_THIGH + 4, ankle);
        }
        return new Clip(skeleton, 1 / RATE, frames, 0, turns, new int[] {0}, places);
    }

    /// Hanging, a little off the body, swinging forwards with bent elbows.
    private static void arm(float[] turns, int joints, int frame, int arm, double t) {
        double out = arm == LEFT_ARM ? 0.35 : -0.35;
        set(
                turns,
                joints,
                frame,
                arm,
                Rotation.about(Y, -0.5 + 0.35 * Math.sin(t)).times(Rotation.about(X, out)));
        set(turns, joints, frame, arm + 1, Rotation.about(Y, -0.7 + 0.3 * Math.sin(1.4 * t)));
        set(turns, joints, frame, arm + 2, Rotation.about(Y, 0.3 * Math.sin(1.2 * t)));
    }

    /// Two bones from the hip to an ankle that does not move; the foot stays level.
    private static void leg(float[] turns, int joints, int frame, int thigh, Vector3 ankle) {
        double reach = Math.min(ankle.length(), THIGH + SHIN - 1e-6);
        double bend = Math.acos((reach * reach - THIGH * THIGH - SHIN * SHIN) / (2 * THIGH * SHIN));
        double lead = Math.atan2(SHIN * Math.sin(bend), THIGH + SHIN * Math.cos(bend));
        Rotation aim = Rotation.between(new Vector3(0, 0, -1), ankle);
        Rotation worldFromThigh = aim.times(Rotation.about(Y, -lead));
        Rotation worldFromShin = worldFromThigh.times(Rotation.about(Y, bend));
        set(turns, joints, frame, thigh, worldFromThigh);
        set(turns, joints, frame, thigh + 1, Rotation.about(Y, bend));
        set(turns, joints, frame, thigh + 2, worldFromShin.inverse());
    }

    static void set(float[] turns, int joints, int frame, int joint, Rotation q) {
        int at = 4 * (frame * joints + joint);
        turns[at] = (float) q.x();
        turns[at + 1] = (float) q.y();
        turns[at + 2] = (float) q.z();
        turns[at + 3] = (float) q.w();
    }

    private static Skeleton skeleton() {
        return new Skeleton(List.of(
                joint("Hips", -1, 0, 0, 0),
                joint("Spine", 0, 0, 0, 0.25),
                joint("Neck", 1, 0, 0, 0.30),
                joint("Head", 2, 0, 0, 0.10),
                joint("LeftArm", 1, 0, 0.18, 0.25),
                joint("LeftForeArm", 4, 0, 0, -0.28),
                joint("LeftHand", 5, 0, 0, -0.25),
                joint("RightArm", 1, 0, -0.18, 0.25),
                joint("RightForeArm", 7, 0, 0, -0.28),
                joint("RightHand", 8, 0, 0, -0.25),
                joint("LeftUpLeg", 0, 0, 0.10, 0),
                joint("LeftLeg", 10, 0, 0, -THIGH),
                joint("LeftFoot", 11, 0, 0, -SHIN),
                joint("LeftToeBase", 12, 0.14, 0, -0.05),
                joint("RightUpLeg", 0, 0, -0.10, 0),
                joint("RightLeg", 14, 0, 0, -THIGH),
                joint("RightFoot", 15, 0, 0, -SHIN),
                joint("RightToeBase", 16, 0.14, 0, -0.05)));
    }

    private static Joint joint(String name, int parent, double x, double y, double z) {
        return new Joint(name, parent, new Vector3(x, y, z), false);
    }
}
