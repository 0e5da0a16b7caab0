package dev.firsthand.recording.mocap;

import dev.firsthand.streams.space.Vector3;
import java.util.Locale;

/// How the body stands when nothing is turned.
public enum RestPose {
    T_POSE,
    A_POSE,
    ARMS_DOWN,
    /// Every bone lies along the same axis of its own frame: the pose shows no person.
    ALONG_THE_BONES,
    UNKNOWN;

    private static final double ALONG_SHARE = 0.9;

    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Told by the angle between the arms and straight down.
    static RestPose of(Skeleton skeleton, BodyMap body) {
        if (alongOneAxis(skeleton)) {
            return ALONG_THE_BONES;
        }
        if (!body.whole()) {
            return UNKNOWN;
        }
        double degrees = Math.toDegrees(arm(skeleton, body, BodyPart.LEFT_FOREARM, BodyPart.LEFT_HAND)
                                .angleTo(new Vector3(0, 0, -1))
                        + arm(skeleton, body, BodyPart.RIGHT_FOREARM, BodyPart.RIGHT_HAND)
                                .angleTo(new Vector3(0, 0, -1)))
                / 2;
        return degrees > 120 ? UNKNOWN : degrees > 70 ? T_POSE : degrees > 25 ? A_POSE : ARMS_DOWN;
    }

    /// From the shoulder to the hand: nothing is turned, so offsets add up.
    private static Vector3 arm(Skeleton skeleton, BodyMap body, BodyPart forearm, BodyPart hand) {
        return skeleton.joints()
                .get(body.at(forearm))
                .parentFromJoint()
                .plus(skeleton.joints().get(body.at(hand)).parentFromJoint());
    }

    private static boolean alongOneAxis(Skeleton skeleton) {
        int[] along = new int[3];
        int bones = 0;
        for (Skeleton.Joint joint : skeleton.joints()) {
            Vector3 bone = joint.parentFromJoint();
            double length = bone.length();
            if (joint.parent() < 0 || length == 0) {
                continue;
            }
            bones++;
            double[] parts = {bone.x(), bone.y(), bone.z()};
            for (int axis = 0; axis < 3; axis++) {
                along[axis] += parts[axis] > 0.999 * length ? 1 : 0;
            }
        }
        int most = Math.max(along[0], Math.max(along[1], along[2]));
        return bones >= 8 && most >= ALONG_SHARE * bones;
    }
}
