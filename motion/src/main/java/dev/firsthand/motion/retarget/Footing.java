package dev.firsthand.motion.retarget;

import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.streams.space.Vector3;

/// A person's lower body at the robot's size, on the robot's floor: where hips and balls of the feet should be.
///
/// All is scaled by the length of the legs. A robot's hips may be wider or narrower for that size; so much farther out
/// or in stand its feet. Feet that stand do not move, and the way from one standing to the next makes up for what that
/// changed. Hips come down as far as the legs need.
final class Footing {
    private static final double STRETCH_SHARE = 0.985; // of the leg: a straight knee leaves no way to go
    private static final double DROP_SHARE_MOST = 0.5;
    private static final double RAMP_SECONDS = 0.25;
    private static final double DROP_SECONDS = 0.25;

    private final RobotBody robot;
    private final Contacts contacts;
    private final double scale;
    private final double ankleOverBallMetres;
    private final double wider;
    private final Vector3 ball;
    private final double rate;
    private final double[] ankleFromBall;
    private final double[] hipInBase = new double[3];
    private final double[] hip = new double[3];
    private final double[] ankle = new double[3];
    private final double[] turn = new double[9];

    Footing(RobotBody robot, Calibration person, Contacts contacts, double framesPerSecond) {
        this.robot = robot;
        this.contacts = contacts;
        this.rate = framesPerSecond;
        double leg = person.metres(BodyPart.LEFT_THIGH, BodyPart.LEFT_SHIN)
                + person.metres(BodyPart.LEFT_SHIN, BodyPart.LEFT_FOOT)
                + person.metres(BodyPart.RIGHT_THIGH, BodyPart.RIGHT_SHIN)
                + person.metres(BodyPart.RIGHT_SHIN, BodyPart.RIGHT_FOOT);
        scale = 2 * robot.legMetres() / leg;
        Vector3 left = person.ball(BodyPart.LEFT_FOOT);
        Vector3 right = person.ball(BodyPart.RIGHT_FOOT);
        ankleOverBallMetres = -(left.z() + right.z()) / 2;
        double ahead = (Math.hypot(left.x(), left.y()) + Math.hypot(right.x(), right.y())) / 2;
        ball = new Vector3(Math.min(scale * ahead, robot.forefootMetres()), 0, -robot.soleMetres());
        ankleFromBall = new double[] {-ball.x(), -ball.y(), -ball.z()};
        wider = robot.legs().getFirst().rootInBase().y()
                - scale * person.metres(BodyPart.LEFT_THIGH, BodyPart.RIGHT_THIGH) / 2;
    }

    /// The ball of the robot's foot, seen from its ankle: forwards x, up z.
    Vector3 ball() {
        return ball;
    }

    /// Where the balls of the feet would be if nothing held them: left and right, six numbers a frame.
    double[] wanted(HumanMotion motion) {
        double[] wanted = new double[6 * motion.frames()];
        for (int f = 0; f < motion.frames(); f++) {
            int row = f * HumanMotion.WIDTH;
            Matrices.ofQuaternion(motion.rows(), row + HumanMotion.PELVIS, turn, 0);
            double across = Math.max(Math.hypot(turn[1], turn[4]), 1e-6);
            for (int side = 0; side < 2; side++) {
                int from = row + HumanMotion.ball(side);
                int to = 6 * f + 3 * side;
                double out = (side == 0 ? wider : -wider) / across;
                wanted[to] = scale * motion.rows()[from] + out * turn[1];
                wanted[to + 1] = scale * motion.rows()[from + 1] + out * turn[4];
                wanted[to + 2] = Math.max(0, scale * (motion.rows()[from + 2] - contacts.floorMetres()));
            }
        }
        return wanted;
    }

    /// The same with feet that stand where they stand, and no heel below the floor.
    double[] held(HumanMotion motion) {
        double[] balls = wanted(motion);
        for (int side = 0; side < 2; side++) {
            hold(balls, side);
            lift(balls, motion, side);
        }
        return balls;
    }

    private void hold(double[] balls, int side) {
        boolean[] stands = contacts.stands()[side];
        double[] moved = new double[3 * stands.length];
        Contacts.runs(stands, (start, end) -> {
            double[] mean = new double[3]; // up: the floor
            for (int f = start; f < end; f++) {
                mean[0] += balls[6 * f + 3 * side] / (end - start);
                mean[1] += balls[6 * f + 3 * side + 1] / (end - start);
            }
            for (int f = start; f < end; f++) {
                for (int k = 0; k < 3; k++) {
                    moved[3 * f + k] = mean[k] - balls[6 * f + 3 * side + k];
                }
            }
        });
        fade(moved, stands);
        for (int i = 0; i < moved.length; i++) {
            balls[6 * (i / 3) + 3 * side + i % 3] += moved[i];
        }
    }

    /// Between two standings the change of the one fades out, that of the next in.
    private void fade(double[] moved, boolean[] stands) {
        int frames = stands.length;
        int[] before = new int[frames];
        int last = -1;
        for (int f = 0; f < frames; f++) {
            last = stands[f] ? f : last;
            before[f] = last;
        }
        int next = -1;
        for (int f = frames - 1; f >= 0; f--) {
            next = stands[f] ? f : next;
            double out = before[f] < 0 ? 0 : share(f - before[f]);
            double in = next < 0 ? 0 : share(next - f);
            for (int k = 0; k < 3 && !stands[f]; k++) {
                double sum = (out > 0 ? out * moved[3 * before[f] + k] : 0) + (in > 0 ? in * moved[3 * next + k] : 0);
                moved[3 * f + k] = sum / Math.max(1, out + in);
            }
        }
    }

    private double share(int framesAway) {
        double way = Math.min(1, framesAway / (RAMP_SECONDS * rate));
        return 1 - way * way * (3 - 2 * way);
    }

    private void lift(double[] balls, HumanMotion motion, int side) {
        double length = ball.x() + robot.heelMetres();
        for (int f = 0; f < motion.frames(); f++) {
            Matrices.ofQuaternion(motion.rows(), f * HumanMotion.WIDTH + HumanMotion.foot(side), turn, 0);
            int z = 6 * f + 3 * side + 2;
            balls[z] = Math.max(balls[z], Math.max(0, length * turn[6]));
        }
    }

    /// Where the middle between the hips should be, three numbers a frame, so that both legs reach.
    double[] hips(HumanMotion motion, double[] balls) {
        int frames = motion.frames();
        double[] hips = new double[3 * frames];
        double[] drop = new double[frames];
        for (int f = 0; f < frames; f++) {
            int row = f * HumanMotion.WIDTH + HumanMotion.HIPS;
            hips[3 * f] = scale * motion.rows()[row];
            hips[3 * f + 1] = scale * motion.rows()[row + 1];
            hips[3 * f + 2] = scale * (motion.rows()[row + 2] - contacts.floorMetres() - ankleOverBallMetres)
                    + robot.soleMetres();
            drop[f] = drop(motion, balls, hips, f);
        }
        double[] smooth = envelope(drop);
        for (int f = 0; f < frames; f++) {
            hips[3 * f + 2] -= smooth[f];
        }
        return hips;
    }

    private double drop(HumanMotion motion, double[] balls, double[] hips, int frame) {
        double most = 0;
        int row = frame * HumanMotion.WIDTH;
        for (int side = 0; side < 2; side++) {
            hipInBase[1] = robot.legs().get(side).rootInBase().y();
            Matrices.ofQuaternion(motion.rows(), row + HumanMotion.PELVIS, turn, 0);
            Matrices.move(turn, 0, hips, 3 * frame, hipInBase, 0, hip, 0);
            Matrices.ofQuaternion(motion.rows(), row + HumanMotion.foot(side), turn, 0);
            Matrices.move(turn, 0, balls, 6 * frame + 3 * side, ankleFromBall, 0, ankle, 0);
            double reach = STRETCH_SHARE * robot.legMetres();
            double across = Math.hypot(hip[0] - ankle[0], hip[1] - ankle[1]);
            double up = across < reach ? Math.sqrt(reach * reach - across * across) : 0;
            most = Math.max(most, hip[2] - ankle[2] - up);
        }
        return Math.min(most, DROP_SHARE_MOST * robot.legMetres());
    }

    /// Nowhere less than what is needed, and without edges: the greatest around each frame, then the mean around it.
    private double[] envelope(double[] needed) {
        int reach = (int) Math.ceil(DROP_SECONDS / 2 * rate);
        double[] greatest = needed.clone();
        for (int f = 0; f < needed.length; f++) {
            for (int g = Math.max(0, f - reach); g < Math.min(needed.length, f + reach + 1); g++) {
                greatest[f] = Math.max(greatest[f], needed[g]);
            }
        }
        double[] mean = new double[needed.length];
        Smoothing.mean(reach).apply(greatest, 1, mean);
        return mean;
    }
}
