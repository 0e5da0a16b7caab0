package dev.firsthand.motion.robot;

import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Vector3;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A tree of links. `joints` stand parents first: the link of joint `i` is `joints.get(i).child()`.
///
/// @param root the link that hangs on nothing
/// @param findings what is odd about the description
public record Robot(String name, String root, List<RobotJoint> joints, List<RobotFinding> findings) {
    public Robot {
        joints = List.copyOf(joints);
        findings = List.copyOf(findings);
    }

    /// How a joint moves.
    public enum Kind {
        REVOLUTE,
        CONTINUOUS,
        PRISMATIC,
        FIXED,
        FLOATING
    }

    /// A joint and the link that hangs on it.
    ///
    /// @param above index of the joint whose link it hangs on, -1 for the root link
    /// @param parentFromJoint where it is in its parent link while it is at 0
    /// @param coordinate index of its first number among the robot's coordinates; -1 where it has none
    public record RobotJoint(
            String name,
            Kind kind,
            int above,
            String child,
            RigidTransform parentFromJoint,
            Vector3 axis,
            Optional<Limits> limits,
            Optional<Mimic> mimic,
            int coordinate) {}

    /// Radians or metres, and per second. Empty where the URDF does not state it.
    public record Limits(double lower, double upper, Optional<Double> velocity) {}

    /// This joint's value is `multiplier * the other's + offset`.
    public record Mimic(int joint, double multiplier, double offset) {}

    /// How many numbers place all joints: one for each that turns or slides by itself, seven for each that floats
    /// (place, then quaternion x, y, z, w).
    public int coordinates() {
        return joints.stream()
                .mapToInt(joint -> joint.coordinate() < 0 ? 0 : joint.kind() == Kind.FLOATING ? 7 : 1)
                .sum();
    }

    public OptionalInt joint(String name) {
        for (int i = 0; i < joints.size(); i++) {
            if (joints.get(i).name().equals(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
