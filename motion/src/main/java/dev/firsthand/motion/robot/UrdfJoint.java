package dev.firsthand.motion.robot;

import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Vector3;
import java.util.Optional;

/// A joint as a URDF writes it, with names for what it hangs on.
record UrdfJoint(
        String name,
        Robot.Kind kind,
        String parent,
        String child,
        RigidTransform parentFromJoint,
        Vector3 axis,
        Optional<Robot.Limits> limits,
        Optional<Mimic> mimic) {
    /// The joint that it follows, by name.
    record Mimic(String joint, double multiplier, double offset) {}
}
