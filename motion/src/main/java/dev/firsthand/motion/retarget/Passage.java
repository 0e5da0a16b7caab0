package dev.firsthand.motion.retarget;

import dev.firsthand.motion.retarget.RetargetResult.Retargeted;
import dev.firsthand.motion.robot.Robot.Kind;
import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// The way of one clip from a person to a robot.
///
/// The person's motion is smoothed, brought to the robot's size with its feet on the floor, followed frame by frame,
/// smoothed again as joint values, brought back to the places of hands and feet, and held to the joints' speeds. Each
/// step but the following is the same forwards and backwards.
final class Passage {
    private static final double PERSON_HERTZ = 8;
    private static final double JOINTS_HERTZ = 6;
    private static final int SPEED_ROUNDS = 2;

    private final RobotBody robot;
    private final Calibration calibration;
    private final HumanMotion raw;
    private final HumanMotion person;
    private final double rate;
    private final JointLimits limits;
    private final Limbs limbs;
    private final Follower follower;
    private final int frames;
    private final int width;
    private final double[] wanted;
    private final long[] frameNanos;

    Passage(RobotBody robot, Calibration calibration, HumanMotion measured, double rate) {
        this.robot = robot;
        this.calibration = calibration;
        this.rate = rate;
        raw = robot.walks() ? measured : measured.besideChest();
        person = raw.smoothed(Smoothing.at(PERSON_HERTZ, rate));
        frames = raw.frames();
        width = Limbs.BASE + robot.robot().coordinates();
        frameNanos = new long[frames];
        limits = JointLimits.of(robot.robot(), rate);
        if (robot.walks()) {
            Contacts contacts = Contacts.of(person, rate);
            FlatFeet.in(person, contacts, rate);
            var footing = new Footing(robot, calibration, contacts, rate);
            wanted = footing.wanted(raw);
            double[] balls = footing.held(person);
            limbs = new Limbs(robot, footing.ball());
            follower = new Follower(limbs, calibration, new Follower.Aims(person, footing.hips(person, balls), balls));
        } else {
            wanted = new double[6 * frames];
            limbs = new Limbs(robot, Vector3.ZERO);
            follower = new Follower(limbs, calibration, new Follower.Aims(person, wanted, wanted));
        }
    }

    /// @param began when work on the clip began
    Retargeted made(LongSupplier nanos, long began) {
        double[] rows = smoothed(followed(nanos));
        bringBack(rows, nanos);
        keepSpeeds(rows);
        Trajectory trajectory = trajectory(rows);
        var measuring = new Measuring(limbs, follower, trajectory);
        measuring.compare(raw, wanted);
        double seconds = (nanos.getAsLong() - began) / 1e9;
        return new Retargeted(trajectory, measuring.metrics(limits, frameNanos, seconds), calibration.name());
    }

    private double[] followed(LongSupplier nanos) {
        double[] rows = blank();
        for (int f = 0; f < frames; f++) {
            long start = nanos.getAsLong();
            if (f == 0) {
                follower.start(f);
            }
            follower.follow(f);
            limbs.write(rows, f * width);
            alignSign(rows, f);
            frameNanos[f] = nanos.getAsLong() - start;
        }
        return rows;
    }

    private double[] blank() {
        double[] rows = new double[Math.multiplyExact(frames, width)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % width < Limbs.BASE ? 0 : limits.rest(i % width - Limbs.BASE);
        }
        return rows;
    }

    private double[] smoothed(double[] rows) {
        double[] smooth = new double[rows.length];
        Smoothing.at(JOINTS_HERTZ, rate).apply(rows, width, smooth);
        for (int f = 0; f < frames; f++) {
            Smoothing.unit(smooth, f * width + 3);
        }
        return smooth;
    }

    private void bringBack(double[] rows, LongSupplier nanos) {
        for (int f = 0; f < frames; f++) {
            long start = nanos.getAsLong();
            limbs.read(rows, f * width);
            follower.again(f);
            limbs.write(rows, f * width);
            alignSign(rows, f);
            frameNanos[f] += nanos.getAsLong() - start;
        }
    }

    /// Where a joint had to be slowed down, the others of its limb make up for it; the last word has the limit.
    private void keepSpeeds(double[] rows) {
        for (int round = 0; round < SPEED_ROUNDS; round++) {
            double[] fast = rows.clone();
            slowDown(rows);
            for (int f = 0; f < frames; f++) {
                limbs.read(rows, f * width);
                if (follower.around(f, fast)) {
                    limbs.write(rows, f * width);
                }
            }
        }
        slowDown(rows);
    }

    private void slowDown(double[] rows) {
        for (int c = 0; c < robot.robot().coordinates(); c++) {
            if (Double.isFinite(limits.stepMost()[c])) {
                SpeedLimit.hold(rows, width, Limbs.BASE + c, limits.stepMost()[c]);
            }
        }
    }

    /// Of the two quaternions of a turn the one nearer to the frame before.
    private void alignSign(double[] rows, int frame) {
        int at = frame * width + 3;
        double dot = 0;
        for (int k = 0; k < 4 && frame > 0; k++) {
            dot += rows[at + k] * rows[at + k - width];
        }
        for (int k = 0; k < 4 && dot < 0; k++) {
            rows[at + k] = -rows[at + k];
        }
    }

    private Trajectory trajectory(double[] rows) {
        List<RobotJoint> moving =
                robot.robot().joints().stream().filter(Chain::moves).toList();
        return new Trajectory(
                rate,
                moving.stream().map(RobotJoint::name).toList(),
                moving.stream().map(joint -> joint.kind() == Kind.PRISMATIC).toList(),
                limbByLimb(-1),
                rows);
    }

    private List<Integer> limbByLimb(int above) {
        var order = new ArrayList<Integer>();
        for (int j = 0; j < robot.robot().joints().size(); j++) {
            RobotJoint joint = robot.robot().joints().get(j);
            if (joint.above() == above) {
                if (Chain.moves(joint)) {
                    order.add(joint.coordinate());
                }
                order.addAll(limbByLimb(j));
            }
        }
        return order;
    }
}
