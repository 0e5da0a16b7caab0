package dev.firsthand.recording.drawing;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Somebody who stands with the arms out, so many times as large as usual.
record Figure(double size, double framesPerSecond, int frames) {
    static final int LEFT_ARM = 3;

    Clip clip() {
        List<Joint> joints = new ArrayList<>();
        add(joints, "Jane:Hips", Skeleton.NO_PARENT, 0, 0);
        add(joints, "Jane:Head", 0, 0, 0.6);
        joints.add(new Joint("Jane:End", 1, new Vector3(0, 0, 0.2 * size), true));
        for (String side : List.of("Left", "Right")) {
            double out = side.equals("Left") ? 1 : -1;
            int first = joints.size();
            add(joints, "Jane:" + side + "Arm", 0, 0.2 * out, 0.5);
            add(joints, "Jane:" + side + "ForeArm", first, 0.3 * out, 0);
            add(joints, "Jane:" + side + "Hand", first + 1, 0.25 * out, 0);
            add(joints, "Jane:" + side + "UpLeg", 0, 0.1 * out, 0);
            add(joints, "Jane:" + side + "Leg", first + 3, 0, -0.45);
            add(joints, "Jane:" + side + "Foot", first + 4, 0, -0.45);
        }
        var rotations = new float[4 * frames * joints.size()];
        for (int i = 3; i < rotations.length; i += 4) {
            rotations[i] = 1;
        }
        var places = new double[3 * frames];
        for (int f = 0; f < frames; f++) {
            places[3 * f + 2] = 0.9 * size;
        }
        return new Clip(new Skeleton(joints), 1 / framesPerSecond, frames, 0, rotations, new int[] {0}, places);
    }

    private void add(List<Joint> joints, String name, int parent, double left, double up) {
        joints.add(new Joint(name, parent, new Vector3(0, left * size, up * size), false));
    }

    /// The same with this joint turned about the axis that points forward, by so much in all frames.
    static Clip turned(Clip clip, int joint, double radians) {
        float[] rotations = clip.rotations().clone();
        for (int f = 0; f < clip.frames(); f++) {
            int at = 4 * (f * clip.skeleton().size() + joint);
            rotations[at] = (float) Math.sin(radians / 2);
            rotations[at + 3] = (float) Math.cos(radians / 2);
        }
        return with(clip, rotations, clip.firstFrameOfMotion());
    }

    /// The same in which nothing was measured in one frame.
    static Clip lost(Clip clip, int frame) {
        float[] rotations = clip.rotations().clone();
        int width = 4 * clip.skeleton().size();
        Arrays.fill(rotations, frame * width, (frame + 1) * width, Float.NaN);
        return with(clip, rotations, clip.firstFrameOfMotion());
    }

    static Clip with(Clip clip, float[] rotations, int first) {
        return new Clip(
                clip.skeleton(),
                clip.frameSeconds(),
                clip.frames(),
                first,
                rotations,
                clip.movers(),
                clip.translations());
    }
}
