package dev.firsthand.motion.robot;

import dev.firsthand.motion.robot.Robot.Kind;
import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;

/// Where a robot's links are, and how they move with its joints. Made once for a robot, moved from pose to pose;
/// not for two threads.
public final class Kinematics {
    private final Robot robot;
    private final int count;
    private final RobotJoint[] joints;
    private final double[] values;
    private final double[] turns;
    private final double[] places;
    private final RigidTransform[] fixed;

    public Kinematics(Robot robot) {
        this.robot = robot;
        count = robot.joints().size();
        joints = robot.joints().toArray(RobotJoint[]::new);
        fixed = robot.joints().stream().map(RobotJoint::parentFromJoint).toArray(RigidTransform[]::new);
        values = new double[count];
        turns = new double[4 * count];
        places = new double[3 * count];
    }

    /// Places all links by the robot's coordinates, in radians and metres. The root link stays at the origin.
    public Kinematics at(double[] coordinates) {
        if (coordinates.length != robot.coordinates()) {
            throw new IllegalArgumentException(
                    "%s has %d coordinates, not %d".formatted(robot.name(), robot.coordinates(), coordinates.length));
        }
        for (int j = 0; j < count; j++) {
            if (joints[j].coordinate() >= 0) {
                values[j] = coordinates[joints[j].coordinate()];
            }
        }
        for (int j = 0; j < count; j++) {
            if (joints[j].mimic().isPresent()) {
                Robot.Mimic mimic = joints[j].mimic().get();
                values[j] = mimic.multiplier() * values[mimic.joint()] + mimic.offset();
            }
        }
        for (int j = 0; j < count; j++) {
            place(j, coordinates);
        }
        return this;
    }

    private void place(int j, double[] coordinates) {
        RobotJoint joint = joints[j];
        Rotation q = fixed[j].rotation();
        Vector3 p = fixed[j].translation();
        switch (joint.kind()) {
            case REVOLUTE, CONTINUOUS -> q = q.times(Rotation.about(joint.axis(), values[j]));
            case PRISMATIC -> p = p.plus(q.apply(joint.axis().times(values[j])));
            case FLOATING -> {
                int c = joint.coordinate();
                p = p.plus(q.apply(new Vector3(coordinates[c], coordinates[c + 1], coordinates[c + 2])));
                q = q.times(new Rotation(coordinates[c + 3], coordinates[c + 4], coordinates[c + 5], coordinates[c + 6])
                        .unit());
            }
            case FIXED -> {}
        }
        if (joint.above() >= 0) {
            Rotation above = turn(joint.above());
            p = placeOf(joint.above()).plus(above.apply(p));
            q = above.times(q);
        }
        store(j, p, q);
    }

    private void store(int j, Vector3 p, Rotation q) {
        places[3 * j] = p.x();
        places[3 * j + 1] = p.y();
        places[3 * j + 2] = p.z();
        turns[4 * j] = q.x();
        turns[4 * j + 1] = q.y();
        turns[4 * j + 2] = q.z();
        turns[4 * j + 3] = q.w();
    }

    /// Where the link that hangs on a joint is, in the frame of the root link.
    public RigidTransform rootFromLink(int joint) {
        return new RigidTransform(turn(joint), placeOf(joint));
    }

    /// How a point of a link moves with the coordinates: rows are x, y, z of its velocity and of the turning rate,
    /// columns the coordinates. Only joints between the link and the root have columns that are not 0. Joints that
    /// float have none here: where they float is their coordinate itself.
    public double[][] jacobian(int joint, Vector3 pointInRoot) {
        double[][] jacobian = new double[6][robot.coordinates()];
        for (int j = joint; j >= 0; j = joints[j].above()) {
            int column = joints[j].coordinate();
            double share = 1;
            if (joints[j].mimic().isPresent()) {
                column = joints[joints[j].mimic().get().joint()].coordinate();
                share = joints[j].mimic().get().multiplier();
            }
            if (column < 0 || joints[j].kind() == Kind.FLOATING) {
                continue;
            }
            Vector3 axis = turn(j).apply(joints[j].axis()).times(share);
            if (joints[j].kind() == Kind.PRISMATIC) {
                add(jacobian, 0, column, axis);
            } else {
                add(jacobian, 0, column, axis.cross(pointInRoot.minus(placeOf(j))));
                add(jacobian, 3, column, axis);
            }
        }
        return jacobian;
    }

    private static void add(double[][] jacobian, int row, int column, Vector3 v) {
        jacobian[row][column] += v.x();
        jacobian[row + 1][column] += v.y();
        jacobian[row + 2][column] += v.z();
    }

    private Rotation turn(int j) {
        return new Rotation(turns[4 * j], turns[4 * j + 1], turns[4 * j + 2], turns[4 * j + 3]);
    }

    private Vector3 placeOf(int j) {
        return new Vector3(places[3 * j], places[3 * j + 1], places[3 * j + 2]);
    }
}
