package dev.firsthand.motion.robot;

import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.List;
import us.ihmc.euclid.matrix.Matrix3D;
import us.ihmc.euclid.referenceFrame.ReferenceFrame;
import us.ihmc.euclid.tuple3D.Vector3D;
import us.ihmc.euclid.tuple4D.Quaternion;
import us.ihmc.mecano.multiBodySystem.FixedJoint;
import us.ihmc.mecano.multiBodySystem.PrismaticJoint;
import us.ihmc.mecano.multiBodySystem.RevoluteJoint;
import us.ihmc.mecano.multiBodySystem.RigidBody;
import us.ihmc.mecano.multiBodySystem.SixDoFJoint;
import us.ihmc.mecano.multiBodySystem.interfaces.JointBasics;
import us.ihmc.mecano.multiBodySystem.interfaces.OneDoFJointBasics;
import us.ihmc.mecano.multiBodySystem.interfaces.RigidBodyBasics;

/// The same robot, built of IHMC's Mecano.
final class MecanoRobot {
    private final Robot robot;
    private final RigidBody root = new RigidBody("root", ReferenceFrame.getWorldFrame());
    private final List<JointBasics> joints = new ArrayList<>();

    MecanoRobot(Robot robot) {
        this.robot = robot;
        for (int j = 0; j < robot.joints().size(); j++) {
            RobotJoint joint = robot.joints().get(j);
            RigidBodyBasics above =
                    joint.above() < 0 ? root : joints.get(joint.above()).getSuccessor();
            var made = joint(joint, above);
            joints.add(made);
            new RigidBody("link" + j, made, new Matrix3D(), 1, new us.ihmc.euclid.transform.RigidBodyTransform());
        }
    }

    private static JointBasics joint(RobotJoint joint, RigidBodyBasics above) {
        var at = new us.ihmc.euclid.transform.RigidBodyTransform(
                quaternion(joint.parentFromJoint().rotation()),
                vector(joint.parentFromJoint().translation()));
        var axis = vector(joint.axis());
        return switch (joint.kind()) {
            case REVOLUTE, CONTINUOUS -> new RevoluteJoint(joint.name(), above, at, axis);
            case PRISMATIC -> new PrismaticJoint(joint.name(), above, at, axis);
            case FIXED -> new FixedJoint(joint.name(), above, at);
            case FLOATING -> new SixDoFJoint(joint.name(), above, at);
        };
    }

    void at(double[] pose) {
        for (int j = 0; j < joints.size(); j++) {
            RobotJoint joint = robot.joints().get(j);
            switch (joints.get(j)) {
                case OneDoFJointBasics one -> one.setQ(value(joint, pose));
                case SixDoFJoint six -> {
                    int c = joint.coordinate();
                    six.setJointPosition(new Vector3D(pose[c], pose[c + 1], pose[c + 2]));
                    six.setJointOrientation(new Quaternion(pose[c + 3], pose[c + 4], pose[c + 5], pose[c + 6]));
                }
                default -> {}
            }
        }
        root.updateFramesRecursively();
    }

    private double value(RobotJoint joint, double[] pose) {
        return joint.mimic()
                .map(mimic -> mimic.multiplier()
                                * pose[robot.joints().get(mimic.joint()).coordinate()]
                        + mimic.offset())
                .orElseGet(() -> pose[joint.coordinate()]);
    }

    RigidTransform rootFromLink(int joint) {
        var transform = joints.get(joint).getFrameAfterJoint().getTransformToRoot();
        var q = new Quaternion(transform.getRotation());
        var p = transform.getTranslation();
        return new RigidTransform(
                new Rotation(q.getX(), q.getY(), q.getZ(), q.getS()), new Vector3(p.getX(), p.getY(), p.getZ()));
    }

    private static Vector3D vector(Vector3 v) {
        return new Vector3D(v.x(), v.y(), v.z());
    }

    private static Quaternion quaternion(Rotation q) {
        return new Quaternion(q.x(), q.y(), q.z(), q.w());
    }
}
