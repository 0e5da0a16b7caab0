package dev.firsthand.motion.retarget;

import java.util.List;

/// A robot that moves, one row per frame: where its base is (metres, Z up), how it is turned (quaternion x, y, z, w),
/// then one number for each joint, in radians or metres. The rows are handed over, not copied; nobody writes to them.
///
/// @param joints their names, in the order of the URDF
/// @param slides those that slide: metres, not radians
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record Trajectory(double framesPerSecond, List<String> joints, List<Boolean> slides, double[] rows) {
    public Trajectory {
        joints = List.copyOf(joints);
        slides = List.copyOf(slides);
        if (rows.length % (Limbs.BASE + joints.size()) != 0 || joints.size() != slides.size()) {
            throw new IllegalArgumentException(
                    "%d numbers are no rows of %d joints".formatted(rows.length, joints.size()));
        }
    }

    /// Numbers in a row: seven for the base, one for each joint.
    public int width() {
        return Limbs.BASE + joints.size();
    }

    public int frames() {
        return rows.length / width();
    }

    public double joint(int frame, int joint) {
        return rows[frame * width() + Limbs.BASE + joint];
    }
}
