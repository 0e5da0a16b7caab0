package dev.firsthand.recording.mocap;

import dev.firsthand.streams.space.Vector3;
import java.util.List;
import java.util.OptionalInt;

/// Bones that hang on each other: parents stand before their children, so that one pass from front to back places
/// all.
public record Skeleton(List<Joint> joints) {
    public static final int NO_PARENT = -1;

    /// One joint.
    ///
    /// @param parent index of the joint that it hangs on, [#NO_PARENT] for a root
    /// @param parentFromJoint where it stands in its parent's frame, in metres, while nothing is turned
    /// @param end the far end of a bone: it has a place but turns nothing
    public record Joint(String name, int parent, Vector3 parentFromJoint, boolean end) {}

    public Skeleton {
        joints = List.copyOf(joints);
        if (joints.isEmpty() || joints.size() > MotionLimits.JOINTS_MAX) {
            throw new IllegalArgumentException(
                    "a skeleton has 1 to %d joints, this one %d".formatted(MotionLimits.JOINTS_MAX, joints.size()));
        }
        for (int i = 0; i < joints.size(); i++) {
            if (joints.get(i).parent() >= i || joints.get(i).parent() < NO_PARENT) {
                throw new IllegalArgumentException("joint %d hangs on %d, which does not stand before it"
                        .formatted(i, joints.get(i).parent()));
            }
        }
    }

    public int size() {
        return joints.size();
    }

    public OptionalInt indexOf(String name) {
        for (int i = 0; i < joints.size(); i++) {
            if (joints.get(i).name().equals(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    public int[] parents() {
        return joints.stream().mapToInt(Joint::parent).toArray();
    }
}
