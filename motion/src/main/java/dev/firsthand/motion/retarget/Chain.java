package dev.firsthand.motion.retarget;

import dev.firsthand.motion.robot.Robot;
import dev.firsthand.motion.robot.Robot.Kind;
import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Vector3;
import java.util.List;

/// A row of joints from a link that is given to a tip: where its joints are, and which joint values bring the tip to
/// a goal. Nothing is allocated while it works; not for two threads.
final class Chain {
    private final int count;
    private final int[] coordinates;
    private final boolean[] slides;
    private final double[] fixedTurns;
    private final double[] fixedPlaces;
    private final double[] localAxes;
    private final double[] tipTurnInLast = new double[9];
    private final double[] tipInLast = new double[3];
    private final double[] scratch = new double[9];

    final double[] lower;
    final double[] upper;
    final double[] values;
    final double[] axes;
    final double[] places;
    private final double[] turns;
    final double[] tip = new double[3];
    final double[] tipTurn = new double[9];

    /// @param path all joints on the way, also fixed ones, the first the nearest to the given link
    Chain(Robot robot, List<Integer> path, RigidTransform linkFromTip) {
        List<RobotJoint> all = path.stream().map(robot.joints()::get).toList();
        count = (int) all.stream().filter(Chain::moves).count();
        coordinates = new int[count];
        slides = new boolean[count];
        lower = new double[count];
        upper = new double[count];
        values = new double[count];
        fixedTurns = new double[9 * count];
        fixedPlaces = new double[3 * count];
        localAxes = new double[3 * count];
        axes = new double[3 * count];
        places = new double[3 * count];
        turns = new double[9 * count];
        RigidTransform since = RigidTransform.NONE;
        int i = 0;
        for (RobotJoint joint : all) {
            since = since.times(joint.parentFromJoint());
            if (moves(joint)) {
                add(i++, joint, since);
                since = RigidTransform.NONE;
            }
        }
        since = since.times(linkFromTip);
        Matrices.of(since.rotation(), tipTurnInLast, 0);
        store(since.translation(), tipInLast, 0);
    }

    static boolean moves(RobotJoint joint) {
        return joint.coordinate() >= 0 && joint.kind() != Kind.FLOATING;
    }

    private void add(int i, RobotJoint joint, RigidTransform fixed) {
        coordinates[i] = joint.coordinate();
        slides[i] = joint.kind() == Kind.PRISMATIC;
        lower[i] = joint.limits().map(Robot.Limits::lower).orElse(Double.NEGATIVE_INFINITY);
        upper[i] = joint.limits().map(Robot.Limits::upper).orElse(Double.POSITIVE_INFINITY);
        Matrices.of(fixed.rotation(), fixedTurns, 9 * i);
        store(fixed.translation(), fixedPlaces, 3 * i);
        store(joint.axis(), localAxes, 3 * i);
    }

    private static void store(Vector3 v, double[] to, int at) {
        to[at] = v.x();
        to[at + 1] = v.y();
        to[at + 2] = v.z();
    }

    int count() {
        return count;
    }

    int coordinate(int joint) {
        return coordinates[joint];
    }

    boolean slides(int joint) {
        return slides[joint];
    }

    /// Which moving joint of the chain has this coordinate of the robot.
    int indexOf(int coordinate) {
        for (int i = 0; i < count; i++) {
            if (coordinates[i] == coordinate) {
                return i;
            }
        }
        throw new IllegalArgumentException("coordinate %d is not in this chain".formatted(coordinate));
    }

    void read(double[] pose, int at) {
        for (int i = 0; i < count; i++) {
            values[i] = pose[at + coordinates[i]];
        }
    }

    void write(double[] pose, int at) {
        for (int i = 0; i < count; i++) {
            pose[at + coordinates[i]] = values[i];
        }
    }

    /// Narrows the range of one joint to what lies between these.
    void keepBetween(int joint, double one, double other) {
        lower[joint] = Math.min(one, other);
        upper[joint] = Math.max(one, other);
    }

    /// Nearest to nought within the limits.
    void rest() {
        for (int i = 0; i < count; i++) {
            values[i] = Math.clamp(0, lower[i], upper[i]);
        }
    }

    void place(double[] baseTurn, double[] basePlace) {
        double[] turn = baseTurn;
        int t = 0;
        double[] place = basePlace;
        int p = 0;
        for (int i = 0; i < count; i++) {
            Matrices.move(turn, t, place, p, fixedPlaces, 3 * i, places, 3 * i);
            Matrices.times(turn, t, fixedTurns, 9 * i, scratch, 0);
            int a = 3 * i;
            axes[a] = scratch[0] * localAxes[a] + scratch[1] * localAxes[a + 1] + scratch[2] * localAxes[a + 2];
            axes[a + 1] = scratch[3] * localAxes[a] + scratch[4] * localAxes[a + 1] + scratch[5] * localAxes[a + 2];
            axes[a + 2] = scratch[6] * localAxes[a] + scratch[7] * localAxes[a + 1] + scratch[8] * localAxes[a + 2];
            if (slides[i]) {
                for (int k = 0; k < 3; k++) {
                    places[a + k] += values[i] * axes[a + k];
                }
                System.arraycopy(scratch, 0, turns, 9 * i, 9);
            } else {
                Matrices.turn(scratch, localAxes, a, values[i], turns, 9 * i);
            }
            turn = turns;
            t = 9 * i;
            place = places;
            p = a;
        }
        Matrices.move(turn, t, place, p, tipInLast, 0, tip, 0);
        Matrices.times(turn, t, tipTurnInLast, 0, tipTurn, 0);
    }
}
