package dev.firsthand.recording.drawing;

import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Skeleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What of a skeleton is drawn: the bones below the hips where those are known, for above them some programs
/// hang the body on a mark on the floor.
final class Bones {
    /// From one joint to another.
    ///
    /// @param share how far of the way it is drawn
    record Bone(int from, int to, double share, boolean head, double lengthMetres, Colour colour) {}

    private final List<Bone> all = new ArrayList<>();
    private final int hips;

    Bones(Skeleton skeleton, BodyMap body) {
        hips = body.joint(BodyPart.HIPS).orElse(0);
        int head = body.joint(BodyPart.HEAD).orElse(Skeleton.NO_PARENT);
        int crown = crown(skeleton, head);
        var colours = new Colour[skeleton.size()];
        Arrays.fill(colours, Colour.MIDDLE);
        var drawn = new boolean[skeleton.size()];
        drawn[hips] = true;
        for (int joint = 0; joint < skeleton.size(); joint++) {
            int parent = skeleton.joints().get(joint).parent();
            if (parent != Skeleton.NO_PARENT) {
                colours[joint] = colours[parent];
                drawn[joint] |= drawn[parent];
            }
            colours[joint] = side(body, joint, colours[joint]);
            if (parent != Skeleton.NO_PARENT && drawn[parent]) {
                double length = skeleton.joints().get(joint).parentFromJoint().length();
                boolean isHead = joint == crown;
                all.add(new Bone(parent, joint, isHead ? 0.5 : 1, isHead, length, colours[joint]));
            }
        }
    }

    /// What hangs farthest on the head: the jaw and the eyes are nearer.
    private static int crown(Skeleton skeleton, int head) {
        int crown = Skeleton.NO_PARENT;
        double farthest = -1;
        for (int joint = 0; joint < skeleton.size(); joint++) {
            double length = skeleton.joints().get(joint).parentFromJoint().length();
            if (head >= 0 && skeleton.joints().get(joint).parent() == head && length > farthest) {
                crown = joint;
                farthest = length;
            }
        }
        return crown;
    }

    private static Colour side(BodyMap body, int joint, Colour otherwise) {
        for (BodyPart part : BodyPart.values()) {
            if (part.mirrored() != part && body.joint(part).orElse(-1) == joint) {
                return part.compareTo(part.mirrored()) < 0 ? Colour.LEFT : Colour.RIGHT;
            }
        }
        return otherwise;
    }

    List<Bone> all() {
        return all;
    }

    /// The joint that stays in the middle of the picture.
    int hips() {
        return hips;
    }
}
