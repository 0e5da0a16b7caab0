package dev.firsthand.motion.ergonomics;

import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.streams.space.Vector3;

/// Measures the angles of a body, frame by frame, from where its joints are.
///
/// The pelvis faces across the line of the hips, the thorax across the line of the shoulders. The neck is measured
/// against the thorax and its own usual angle in the clip's first second, since a head joint does not say where the
/// face looks. Wrists, the turn of the neck and of the forearms do not show in the places of joints: they are NaN.
public final class PostureReader {
    private static final Vector3 UP = new Vector3(0, 0, 1);
    private static final double SHOULDER_SIGN_DEGREES = 20;
    private static final double LIFTED_METRES = 0.05;

    private final BodyMap body;
    private final Pose pose;
    private final double neckNeutral;

    /// @param clip a body whose parts are all there; see [#readable]
    public PostureReader(Clip clip) {
        body = BodyMap.of(clip.skeleton());
        pose = new Pose(clip);
        int first = clip.firstFrameOfMotion();
        int last = Math.min(clip.frames(), first + Math.max(1, (int) clip.framesPerSecond()));
        double sum = 0;
        for (int f = first; f < last; f++) {
            pose.at(f);
            sum += neckRaw(frame());
        }
        neckNeutral = sum / (last - first);
    }

    /// Whether a clip has all that is measured.
    public static boolean readable(Clip clip) {
        BodyMap body = BodyMap.of(clip.skeleton());
        return body.whole() && body.has(BodyPart.CHEST) && body.has(BodyPart.NECK);
    }

    /// Axes of pelvis and thorax in the world.
    private record Frame(Vector3 pelvisForward, Vector3 pelvisLeft, Vector3 spine, Vector3 forward, Vector3 left) {}

    public Posture at(int clipFrame) {
        pose.at(clipFrame);
        Frame frame = frame();
        return new Posture(
                degrees(Math.atan2(
                        frame.spine().dot(frame.pelvisForward()), frame.spine().z())),
                degrees(Math.atan2(
                        frame.spine().dot(frame.pelvisLeft()), frame.spine().z())),
                twist(frame),
                degrees(neckRaw(frame) - neckNeutral),
                neckSide(frame),
                Double.NaN,
                Math.max(
                        bend(BodyPart.LEFT_THIGH, BodyPart.LEFT_SHIN, BodyPart.LEFT_FOOT),
                        bend(BodyPart.RIGHT_THIGH, BodyPart.RIGHT_SHIN, BodyPart.RIGHT_FOOT)),
                footing(),
                arm(frame, BodyPart.LEFT_UPPER_ARM, BodyPart.LEFT_FOREARM, BodyPart.LEFT_HAND, 1),
                arm(frame, BodyPart.RIGHT_UPPER_ARM, BodyPart.RIGHT_FOREARM, BodyPart.RIGHT_HAND, -1));
    }

    private Frame frame() {
        Vector3 hips = middle(BodyPart.LEFT_THIGH, BodyPart.RIGHT_THIGH);
        Vector3 shoulders = middle(BodyPart.LEFT_UPPER_ARM, BodyPart.RIGHT_UPPER_ARM);
        Vector3 spine = shoulders.minus(hips).unit();
        Vector3 pelvisLeft =
                bone(BodyPart.RIGHT_THIGH, BodyPart.LEFT_THIGH).across(UP).unit();
        Vector3 left = bone(BodyPart.RIGHT_UPPER_ARM, BodyPart.LEFT_UPPER_ARM)
                .across(spine)
                .unit();
        return new Frame(pelvisLeft.cross(UP), pelvisLeft, spine, left.cross(spine), left);
    }

    /// How far the shoulders are turned against the hips, about the spine.
    private static double twist(Frame frame) {
        Vector3 hips = frame.pelvisLeft().across(frame.spine()).unit();
        return degrees(Math.atan2(hips.cross(frame.left()).dot(frame.spine()), hips.dot(frame.left())));
    }

    private double neckRaw(Frame frame) {
        Vector3 neck = bone(BodyPart.NECK, BodyPart.HEAD);
        return Math.atan2(neck.dot(frame.forward()), neck.dot(frame.spine()));
    }

    private double neckSide(Frame frame) {
        Vector3 neck = bone(BodyPart.NECK, BodyPart.HEAD);
        return degrees(Math.atan2(neck.dot(frame.left()), neck.dot(frame.spine())));
    }

    /// Near the side of the body forwards and backwards can't be told apart: there the arm counts as hanging.
    private Arm arm(Frame frame, BodyPart shoulder, BodyPart elbow, BodyPart hand, int side) {
        Vector3 arm = bone(shoulder, elbow);
        double down = -arm.dot(frame.spine());
        double raised = degrees(arm.angleTo(frame.spine().times(-1)));
        double flexion = degrees(Math.atan2(arm.dot(frame.forward()), down));
        double abduction =
                degrees(Math.atan2(side * arm.dot(frame.left()), Math.hypot(down, arm.dot(frame.forward()))));
        boolean hangs = raised < SHOULDER_SIGN_DEGREES;
        return new Arm(
                hangs ? 0 : flexion,
                hangs ? 0 : abduction,
                bend(shoulder, elbow, hand),
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    /// Who sits can't be told from who squats by the joints alone, so bent knees leave the footing open.
    private Posture.Footing footing() {
        double left = pose.z(body.at(BodyPart.LEFT_FOOT));
        double right = pose.z(body.at(BodyPart.RIGHT_FOOT));
        double knees = Math.min(
                bend(BodyPart.LEFT_THIGH, BodyPart.LEFT_SHIN, BodyPart.LEFT_FOOT),
                bend(BodyPart.RIGHT_THIGH, BodyPart.RIGHT_SHIN, BodyPart.RIGHT_FOOT));
        if (Double.isNaN(left + right + knees) || knees > 60) {
            return Posture.Footing.UNKNOWN;
        }
        return Math.abs(left - right) > LIFTED_METRES ? Posture.Footing.ONE_FOOT : Posture.Footing.BOTH_FEET;
    }

    private double bend(BodyPart root, BodyPart hinge, BodyPart tip) {
        return degrees(bone(root, hinge).angleTo(bone(hinge, tip)));
    }

    private Vector3 bone(BodyPart from, BodyPart to) {
        return pose.place(body.at(to)).minus(pose.place(body.at(from)));
    }

    private Vector3 middle(BodyPart one, BodyPart other) {
        return pose.place(body.at(one)).plus(pose.place(body.at(other))).times(0.5);
    }

    private static double degrees(double radians) {
        return Math.toDegrees(radians);
    }
}
