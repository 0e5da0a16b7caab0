package dev.firsthand.recording.live;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The skeleton of who is recorded. Its rest pose is the first moment: senders turn their bones each in their own way,
/// and so nothing has to be known of it. Places are kept for each joint, as they were told.
final class LiveBody {
    private final List<String> names = new ArrayList<>();
    private final List<Rotation> restInverse = new ArrayList<>();
    private final Skeleton skeleton;
    private final double frameSeconds;
    private final int[] movers;

    /// @param first has the tree's root
    LiveBody(Told first, BoneTree tree, double framesPerSecond) {
        frameSeconds = 1 / framesPerSecond;
        Map<String, List<String>> below = new HashMap<>();
        for (String name : first.joints().keySet()) {
            tree.parent(name, first.joints().keySet())
                    .ifPresent(above -> below.computeIfAbsent(above, key -> new ArrayList<>())
                            .add(name));
        }
        List<Joint> joints = new ArrayList<>();
        joints.add(new Joint(tree.root(), Skeleton.NO_PARENT, Vector3.ZERO, false));
        names.add(tree.root());
        addBelow(0, below, first, joints);
        names.forEach(name -> restInverse.add(first.at(name).rotation().inverse()));
        skeleton = new Skeleton(joints);
        movers = IntStream.range(0, joints.size()).toArray();
    }

    /// All that hangs on a joint follows it, as BVH wants it.
    private void addBelow(int parent, Map<String, List<String>> below, Told first, List<Joint> joints) {
        Vector3 from = first.at(names.get(parent)).translation();
        for (String name : below.getOrDefault(names.get(parent), List.of())) {
            joints.add(new Joint(name, parent, first.at(name).translation().minus(from), false));
            names.add(name);
            addBelow(names.size() - 1, below, first, joints);
        }
    }

    Skeleton skeleton() {
        return skeleton;
    }

    /// One frame. What was not told is not a number; a joint that was not there at first is left out.
    Clip moment(Told told) {
        int joints = names.size();
        Rotation[] turns = new Rotation[joints];
        float[] rotations = new float[4 * joints];
        double[] places = new double[3 * joints];
        Arrays.fill(rotations, Float.NaN);
        Arrays.fill(places, Double.NaN);
        for (int j = 0; j < joints; j++) {
            RigidTransform here = told.joints().get(names.get(j));
            int above = skeleton.joints().get(j).parent();
            RigidTransform there =
                    above < 0 ? RigidTransform.NONE : told.joints().get(names.get(above));
            if (here != null) {
                turns[j] = here.rotation().times(restInverse.get(j));
            }
            if (here == null || there == null) {
                continue;
            }
            Rotation back = above < 0 ? Rotation.NONE : turns[above].inverse();
            put(back.times(turns[j]), rotations, 4 * j);
            put(back.apply(here.translation().minus(there.translation())), places, 3 * j);
        }
        return new Clip(skeleton, frameSeconds, 1, 0, rotations, movers, places);
    }

    private static void put(Rotation turn, float[] to, int at) {
        to[at] = (float) turn.x();
        to[at + 1] = (float) turn.y();
        to[at + 2] = (float) turn.z();
        to[at + 3] = (float) turn.w();
    }

    private static void put(Vector3 place, double[] to, int at) {
        to[at] = place.x();
        to[at + 1] = place.y();
        to[at + 2] = place.z();
    }
}
