package dev.firsthand.motion.report;

import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.mocap.Skeleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Draws a skeleton: a capsule for each bone, as thick as a share of its length. The floor is where the
/// lowest joints mostly are.
final class PersonFigure {
    private static final double THICK_SHARE = 0.14;
    private static final double THIN_METRES = 0.008;
    private static final double THICK_METRES = 0.05;
    private static final double LENGTH_METRES_LEAST = 0.004;
    private static final double HEAD_METRES = 0.1;
    private static final double FLOOR_SHARE = 0.1;

    private PersonFigure() {}

    static Figure of(Clip clip, Moments moments) {
        int joints = clip.skeleton().size();
        float[] places = new float[Math.multiplyExact(moments.frames(), 3 * joints)];
        var pose = new Pose(clip);
        for (int k = 0; k < moments.frames(); k++) {
            pose.at(clip.firstFrameOfMotion() + moments.source(k)).places(places, 3 * k * joints);
        }
        standOnFloor(places, joints);
        int head = BodyMap.of(clip.skeleton()).joint(BodyPart.HEAD).orElse(Skeleton.NO_PARENT);
        return new Figure("Person", Figure.Kind.PERSON, joints, bones(clip.skeleton(), head), places);
    }

    /// A head is a ball: what hangs on it (eyes, jaws, an end somewhere) is left out.
    private static List<Figure.Bone> bones(Skeleton skeleton, int head) {
        var bones = new ArrayList<Figure.Bone>();
        boolean[] ofHead = new boolean[skeleton.size()];
        for (int j = 0; j < skeleton.size(); j++) {
            Skeleton.Joint joint = skeleton.joints().get(j);
            int parent = joint.parent();
            ofHead[j] = parent != Skeleton.NO_PARENT && (parent == head || ofHead[parent]);
            double length = joint.parentFromJoint().length();
            if (parent != Skeleton.NO_PARENT && !ofHead[j] && length > LENGTH_METRES_LEAST) {
                bones.add(new Figure.Bone(parent, j, Math.clamp(THICK_SHARE * length, THIN_METRES, THICK_METRES)));
            }
        }
        if (head != Skeleton.NO_PARENT) {
            bones.add(new Figure.Bone(head, head, HEAD_METRES));
        }
        return bones;
    }

    private static void standOnFloor(float[] places, int joints) {
        int frames = places.length / (3 * joints);
        float[] lowest = new float[frames];
        for (int f = 0; f < frames; f++) {
            lowest[f] = Float.NaN;
            for (int j = 0; j < joints; j++) {
                float z = places[3 * (f * joints + j) + 2];
                lowest[f] = z < lowest[f] || Float.isNaN(lowest[f]) ? z : lowest[f];
            }
        }
        Arrays.sort(lowest); // NaN last
        float floor = lowest[(int) (FLOOR_SHARE * frames)];
        for (int i = 2; i < places.length && !Float.isNaN(floor); i += 3) {
            places[i] -= floor;
        }
    }
}
