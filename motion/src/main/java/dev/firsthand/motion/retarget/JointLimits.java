package dev.firsthand.motion.retarget;

import dev.firsthand.motion.robot.Robot;
import dev.firsthand.motion.robot.Robot.RobotJoint;
import java.util.Arrays;

/// What a robot's joints may do, by coordinate; infinite where its URDF states nothing.
///
/// @param stepMost how far from one frame to the next
@SuppressWarnings("ArrayRecordComponent") // columns of numbers
record JointLimits(double[] lower, double[] upper, double[] stepMost) {
    static JointLimits of(Robot robot, double framesPerSecond) {
        int count = robot.coordinates();
        double[] lower = new double[count];
        double[] upper = new double[count];
        double[] step = new double[count];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        Arrays.fill(step, Double.POSITIVE_INFINITY);
        for (RobotJoint joint : robot.joints()) {
            if (Chain.moves(joint) && joint.limits().isPresent()) {
                int c = joint.coordinate();
                Robot.Limits limits = joint.limits().get();
                lower[c] = limits.lower();
                upper[c] = limits.upper();
                step[c] = limits.velocity().orElse(Double.POSITIVE_INFINITY) / framesPerSecond;
            }
        }
        return new JointLimits(lower, upper, step);
    }

    /// Joints that no limb has stay nearest to nought.
    double rest(int coordinate) {
        return Math.clamp(0, lower[coordinate], upper[coordinate]);
    }
}
