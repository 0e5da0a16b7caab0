package dev.firsthand.recording.drawing;

import dev.firsthand.recording.drawing.Bones.Bone;
import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import java.util.Arrays;

/// Where a body stands and how large it is drawn, told once for the whole of a clip: its usual height and
/// reach fill the picture, whoever it is. Forward is where it looked when it began.
///
/// @param groundMetres how high the floor is
/// @param heightMetres how much of what is above it has to be shown
/// @param reachMetres how far parts of the body usually are from the hips, sideways
record Stage(double forwardX, double forwardY, double groundMetres, double heightMetres, double reachMetres) {
    private static final int LOOKS = 500;
    private static final double LOW = 0.02;
    private static final double HIGH = 0.98;
    private static final double LEAST_METRES = 1e-3;

    static Stage of(Clip clip, BodyMap body, Bones bones) {
        int first = clip.firstFrameOfMotion();
        int looks = Math.min(LOOKS, clip.frames() - first);
        var low = new double[looks];
        var high = new double[looks];
        var reach = new double[looks];
        var pose = new Pose(clip);
        for (int look = 0; look < looks; look++) {
            pose.at(first + (int) ((long) look * (clip.frames() - first) / looks));
            low[look] = Double.POSITIVE_INFINITY;
            high[look] = Double.NEGATIVE_INFINITY;
            for (Bone bone : bones.all()) {
                int joint = bone.to();
                low[look] = Math.min(low[look], pose.z(joint));
                high[look] = Math.max(high[look], pose.z(joint));
                double away = Math.hypot(pose.x(joint) - pose.x(bones.hips()), pose.y(joint) - pose.y(bones.hips()));
                reach[look] = Math.max(reach[look], away);
            }
        }
        double ground = quantile(low, LOW);
        double left = left(pose.at(first), body);
        return new Stage(
                Math.sin(left),
                -Math.cos(left),
                ground,
                Math.max(LEAST_METRES, quantile(high, HIGH) - ground),
                Math.max(LEAST_METRES, quantile(reach, HIGH)));
    }

    /// The direction of the left hip from the right one, as an angle from the first axis; to the left of the
    /// room where there are none.
    private static double left(Pose pose, BodyMap body) {
        if (!body.has(BodyPart.LEFT_THIGH) || !body.has(BodyPart.RIGHT_THIGH)) {
            return Math.PI / 2;
        }
        int left = body.at(BodyPart.LEFT_THIGH);
        int right = body.at(BodyPart.RIGHT_THIGH);
        double angle = Math.atan2(pose.y(left) - pose.y(right), pose.x(left) - pose.x(right));
        return Double.isFinite(angle) ? angle : Math.PI / 2;
    }

    private static double quantile(double[] values, double share) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
