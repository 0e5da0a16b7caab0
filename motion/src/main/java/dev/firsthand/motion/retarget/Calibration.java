package dev.firsthand.motion.retarget;

import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.Optional;

/// How a file's joints are turned against the body that they belong to, and how long its bones are: read off one pose
/// in which a person stands upright with straight arms. Programs turn joints as they like; a person who stands is the
/// same in all of them, and so is a robot at rest.
///
/// In such a pose trunk and feet look forwards, and elbows would bend forwards whether the arms hang, reach out, or
/// anything between.
final class Calibration {
    private static final Vector3 UP = new Vector3(0, 0, 1);
    private static final double UPRIGHT_COSINE = 0.87;
    private static final double STRAIGHT_COSINE = 0.8;
    private static final double BALL_DOWN_SHARE = 0.12; // of the shin, where a body has no toes
    private static final double BALL_FORWARD_SHARE = 0.3;

    private final Pose pose;
    private final BodyMap body;
    private final String name;
    private final Vector3 left;
    private final Vector3 forward;

    private Calibration(Pose pose, BodyMap body, String name) {
        this.pose = pose;
        this.body = body;
        this.name = name;
        left = place(BodyPart.LEFT_THIGH)
                .minus(place(BodyPart.RIGHT_THIGH))
                .across(UP)
                .unit();
        forward = left.cross(UP);
    }

    /// The pose in which nothing is turned, or else the first frame that will do.
    static Optional<Calibration> of(Clip clip, BodyMap body) {
        float[] nothing = new float[4 * clip.skeleton().size()];
        for (int i = 3; i < nothing.length; i += 4) {
            nothing[i] = 1;
        }
        var still = new Clip(clip.skeleton(), 1, 1, 0, nothing, new int[0], new double[0]);
        var rest = new Calibration(new Pose(still).at(0), body, "the rest pose");
        if (rest.stands()) {
            return Optional.of(rest);
        }
        Pose pose = new Pose(clip);
        for (int f = 0; f < clip.frames(); f++) {
            var frame = new Calibration(pose.at(f), body, "frame " + f);
            if (frame.stands()) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    private boolean stands() {
        Vector3 trunk = middle(BodyPart.LEFT_UPPER_ARM).minus(middle(BodyPart.LEFT_THIGH));
        boolean upright = cosine(trunk, UP) > UPRIGHT_COSINE && left.length() > 0;
        for (BodyPart side : new BodyPart[] {BodyPart.LEFT_UPPER_ARM, BodyPart.RIGHT_UPPER_ARM}) {
            boolean isLeft = side == BodyPart.LEFT_UPPER_ARM;
            Vector3 upper = place(isLeft ? BodyPart.LEFT_FOREARM : BodyPart.RIGHT_FOREARM)
                    .minus(place(side));
            Vector3 fore = place(isLeft ? BodyPart.LEFT_HAND : BodyPart.RIGHT_HAND)
                    .minus(place(isLeft ? BodyPart.LEFT_FOREARM : BodyPart.RIGHT_FOREARM));
            Vector3 thigh = place(isLeft ? BodyPart.LEFT_SHIN : BodyPart.RIGHT_SHIN)
                    .minus(place(isLeft ? BodyPart.LEFT_THIGH : BodyPart.RIGHT_THIGH));
            Vector3 shin = place(isLeft ? BodyPart.LEFT_FOOT : BodyPart.RIGHT_FOOT)
                    .minus(place(isLeft ? BodyPart.LEFT_SHIN : BodyPart.RIGHT_SHIN));
            upright &= cosine(thigh, UP) < -UPRIGHT_COSINE && cosine(shin, UP) < -UPRIGHT_COSINE;
            upright &= cosine(upper, fore) > STRAIGHT_COSINE
                    && Math.abs(cosine(upper, forward)) < 0.5
                    && cosine(upper, UP) < 0.5;
        }
        return upright;
    }

    private static double cosine(Vector3 a, Vector3 b) {
        return a.unit().dot(b.unit());
    }

    String name() {
        return name;
    }

    Vector3 place(BodyPart part) {
        return pose.place(body.at(part));
    }

    Vector3 middle(BodyPart left) {
        return place(left).plus(place(left.mirrored())).times(0.5);
    }

    double metres(BodyPart from, BodyPart to) {
        return place(to).minus(place(from)).length();
    }

    /// How trunk or pelvis lie in their joint.
    Rotation jointFromTrunk(BodyPart part) {
        return fromJoint(part, Rotation.ofColumns(forward, left, UP));
    }

    Rotation jointFromFoot(BodyPart foot) {
        Vector3 ahead =
                place(foot).plus(ball(foot)).minus(place(foot)).across(UP).unit();
        return fromJoint(foot, Rotation.ofColumns(ahead, UP.cross(ahead), UP));
    }

    Rotation jointFromHand(BodyPart forearm, BodyPart hand) {
        Vector3 along = place(hand).minus(place(forearm)).unit();
        Vector3 thumb = forward.across(along).unit();
        return fromJoint(hand, Rotation.ofColumns(along, thumb.cross(along), thumb));
    }

    private Rotation fromJoint(BodyPart part, Rotation worldFromPart) {
        return pose.worldFromJoint(body.at(part)).inverse().times(worldFromPart);
    }

    /// From the ankle to the ball of the foot, as the joint of the foot has it.
    Vector3 ballInJoint(BodyPart foot) {
        return pose.worldFromJoint(body.at(foot)).inverse().apply(ball(foot));
    }

    /// From the ankle to the ball of the foot, in the room.
    Vector3 ball(BodyPart foot) {
        BodyPart toe = foot == BodyPart.LEFT_FOOT ? BodyPart.LEFT_TOE : BodyPart.RIGHT_TOE;
        if (body.has(toe) && place(toe).minus(place(foot)).across(UP).length() > 1e-3) {
            return place(toe).minus(place(foot));
        }
        double shin = metres(foot == BodyPart.LEFT_FOOT ? BodyPart.LEFT_SHIN : BodyPart.RIGHT_SHIN, foot);
        return forward.times(BALL_FORWARD_SHARE * shin).plus(UP.times(-BALL_DOWN_SHARE * shin));
    }
}
