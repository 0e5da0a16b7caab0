package dev.firsthand.motion.retarget;

import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.Arrays;
import java.util.List;

/// A robot that moves, one row per frame: where its base is (metres, Z up), how it is turned (quaternion x, y, z, w),
/// then one number for each joint, in radians or metres. The rows are handed over, not copied; nobody writes to them.
///
/// @param joints their names, in the order of the robot's coordinates
/// @param slides those that slide: metres, not radians
/// @param written their order in tables, limb by limb: one joint after the other as far out as they go
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record Trajectory(
        double framesPerSecond, List<String> joints, List<Boolean> slides, List<Integer> written, double[] rows) {
    /// Numbers of a row that place the base.
    public static final int BASE = Limbs.BASE;

    public Trajectory {
        joints = List.copyOf(joints);
        slides = List.copyOf(slides);
        written = List.copyOf(written);
        if (rows.length % (BASE + joints.size()) != 0
                || joints.size() != slides.size()
                || joints.size() != written.size()) {
            throw new IllegalArgumentException(
                    "%d numbers are no rows of %d joints".formatted(rows.length, joints.size()));
        }
    }

    /// Numbers in a row: seven for the base, one for each joint.
    public int width() {
        return BASE + joints.size();
    }

    public int frames() {
        return rows.length / width();
    }

    public RigidTransform worldFromBase(int frame) {
        int at = frame * width();
        return new RigidTransform(
                new Rotation(rows[at + 3], rows[at + 4], rows[at + 5], rows[at + 6]),
                new Vector3(rows[at], rows[at + 1], rows[at + 2]));
    }

    /// The robot's coordinates: one number for each joint.
    public double[] coordinates(int frame) {
        return Arrays.copyOfRange(rows, frame * width() + BASE, (frame + 1) * width());
    }

    /// When a frame is, from the first on.
    public long timeNanos(int frame) {
        return Math.round(frame / framesPerSecond * 1e9);
    }

    public double joint(int frame, int joint) {
        return rows[frame * width() + BASE + joint];
    }
}
