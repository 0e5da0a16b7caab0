package dev.firsthand.motion.retarget;

import dev.firsthand.motion.retarget.RetargetResult.Refused;
import dev.firsthand.motion.retarget.RetargetResult.Retargeted;
import dev.firsthand.motion.robot.Robot.Kind;
import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/// Brings people's motion to one robot. Knows no source by name: one pose of each file says how its joints are turned.
///
/// A clip is smoothed, brought to the robot's size with its feet on the floor, followed frame by frame, smoothed again
/// as joint values, brought back to the places of hands and feet, and held to the joints' speeds. Each step but the
/// following is the same forwards and backwards.
public final class Retargeting {
    static final int FRAMES_MAX = 600_000;
    private static final double PERSON_HERTZ = 8;
    private static final double JOINTS_HERTZ = 6;

    private static final int SPEED_ROUNDS = 2;

    private final RobotBody robot;
    private final LongSupplier nanos;

    /// @param nanos a clock for what the metrics say about time
    public Retargeting(RobotBody robot, LongSupplier nanos) {
        this.robot = robot;
        this.nanos = nanos;
    }

    public RetargetResult follow(Clip clip) {
        long began = nanos.getAsLong();
        BodyMap body = BodyMap.of(clip.skeleton());
        if (!body.whole() || !body.has(BodyPart.CHEST)) {
            return new Refused(
                    "retarget-no-body",
                    "Hips, head, both arms and both legs were not all found by name: `motion info` shows what is there.");
        }
        if (clip.frames() > FRAMES_MAX) {
            return new Refused(
                    "retarget-too-long",
                    "%d frames; at most %d are retargeted at once. Cut the file into takes."
                            .formatted(clip.frames(), FRAMES_MAX));
        }
        Optional<Calibration> calibration = Calibration.of(clip, body);
        if (calibration.isEmpty()) {
            return new Refused(
                    "retarget-no-pose",
                    "Neither the rest pose nor any frame shows a person who stands upright with straight arms: begin the take with a T-pose.");
        }
        HumanMotion person = HumanMotion.of(clip, body, calibration.get());
        OptionalInt missing = person.missing();
        if (missing.isPresent()) {
            return new Refused(
                    "retarget-not-measured",
                    "In frame %d something was not measured: `motion check` names the gaps. Fill them in the program that recorded it, or cut them out."
                            .formatted(clip.firstFrameOfMotion() + missing.getAsInt()));
        }
        return made(person, calibration.get(), clip.framesPerSecond(), began);
    }

    private RetargetResult made(HumanMotion raw, Calibration calibration, double rate, long began) {
        HumanMotion person = raw.smoothed(Smoothing.at(PERSON_HERTZ, rate));
        Contacts contacts = Contacts.of(person, rate);
        double[] wanted = new double[6 * raw.frames()];
        double[] balls = wanted;
        double[] hips = new double[3 * raw.frames()];
        Vector3 ball = Vector3.ZERO;
        if (robot.walks()) {
            var footing = new Footing(robot, calibration, contacts, rate);
            wanted = footing.wanted(raw);
            balls = footing.held(person);
            hips = footing.hips(person, balls);
            ball = footing.ball();
        }
        var limbs = new Limbs(robot, ball);
        var follower = new Follower(limbs, calibration);
        var limits = JointLimits.of(robot.robot(), rate);
        int width = Limbs.BASE + robot.robot().coordinates();
        long[] frameNanos = new long[raw.frames()];
        double[] first = blank(raw.frames(), width, limits);
        for (int f = 0; f < raw.frames(); f++) {
            long start = nanos.getAsLong();
            if (f == 0) {
                follower.start(person.rows(), 0, hips, balls, 0);
            }
            follower.follow(person.rows(), f * HumanMotion.WIDTH, hips, balls, f);
            limbs.write(first, f * width);
            alignSign(first, f, width);
            frameNanos[f] = nanos.getAsLong() - start;
        }
        double[] rows = new double[first.length];
        Smoothing.at(JOINTS_HERTZ, rate).apply(first, width, rows);
        for (int f = 0; f < raw.frames(); f++) {
            long start = nanos.getAsLong();
            Smoothing.unit(rows, f * width + 3);
            limbs.read(rows, f * width);
            follower.again(person.rows(), f * HumanMotion.WIDTH, balls, f);
            limbs.write(rows, f * width);
            alignSign(rows, f, width);
            frameNanos[f] += nanos.getAsLong() - start;
        }
        for (int round = 0; round < SPEED_ROUNDS; round++) {
            double[] fast = rows.clone();
            holdSpeeds(rows, width, limits);
            for (int f = 0; f < raw.frames(); f++) {
                limbs.read(rows, f * width);
                follower.around(person.rows(), f * HumanMotion.WIDTH, balls, f, fast, f * width + Limbs.BASE);
                limbs.write(rows, f * width);
            }
        }
        holdSpeeds(rows, width, limits);
        Trajectory trajectory = trajectory(rows, rate);
        var measuring = new Measuring(limbs, follower, trajectory);
        measuring.compare(raw, wanted, contacts.stands());
        double seconds = (nanos.getAsLong() - began) / 1e9;
        return new Retargeted(trajectory, measuring.metrics(limits, frameNanos, seconds), calibration.name());
    }

    private void holdSpeeds(double[] rows, int width, JointLimits limits) {
        for (int c = 0; c < robot.robot().coordinates(); c++) {
            if (Double.isFinite(limits.stepMost()[c])) {
                SpeedLimit.hold(rows, width, Limbs.BASE + c, limits.stepMost()[c]);
            }
        }
    }

    private static double[] blank(int frames, int width, JointLimits limits) {
        double[] rows = new double[Math.multiplyExact(frames, width)];
        for (int f = 0; f < frames; f++) {
            for (int c = Limbs.BASE; c < width; c++) {
                rows[f * width + c] = limits.rest(c - Limbs.BASE);
            }
        }
        return rows;
    }

    private static void alignSign(double[] rows, int frame, int width) {
        int at = frame * width + 3;
        double dot = 0;
        for (int k = 0; k < 4 && frame > 0; k++) {
            dot += rows[at + k] * rows[at + k - width];
        }
        for (int k = 0; k < 4 && dot < 0; k++) {
            rows[at + k] = -rows[at + k];
        }
    }

    private Trajectory trajectory(double[] rows, double rate) {
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
