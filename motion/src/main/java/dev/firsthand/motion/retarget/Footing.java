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
    private static final double FADE_SECONDS = 0.25;
    private static final double RISE_SECONDS = 0.04;
    private static final double CLEAR_METRES = 0.008;
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
        ball = new Vector3(robot.forefootMetres(), 0, -robot.soleMetres());
        ankleFromBall = new double[] {-ball.x(), -ball.y(), -ball.z()};
        wider = robot.legs().getFirst().rootInBase().y()
                - scale * person.metres(BodyPart.LEFT_THIGH, BodyPart.RIGHT_THIGH) / 2;
    }

    /// What of the robot's foot stands for the ball of a person's: the front end of its sole, on which it rolls off.
    /// Seen from its ankle: forwards x, up z.
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

    /// The same with feet that stand where they stand, and soles that are clear of the floor while they move.
    double[] held(HumanMotion motion) {
        double[] balls = wanted(motion);
        for (int side = 0; side < 2; side++) {
            var stand = new Standing(contacts.stands()[side], rate);
            hold(balls, side, stand);
            lift(balls, side, stand, motion);
        }
        return balls;
    }

    /// Between two standings the change of the one fades out and that of the next in; and at either end the foot takes
    /// a moment to leave its place and to come to it.
    private void hold(double[] balls, int side, Standing stand) {
        double[] wanted = balls.clone();
        double[] places = places(balls, side, contacts.stands()[side]);
        for (int f = 0; f < stand.frames(); f++) {
            int before = stand.before(f);
            int after = stand.after(f);
            double out = 1 - stand.away(f, before, 0, FADE_SECONDS);
            double in = 1 - stand.away(f, after, 0, FADE_SECONDS);
            double leaves = stand.away(f, before, Standing.STILL_SECONDS, Standing.LEAVE_SECONDS);
            double comes = stand.away(f, after, Standing.STILL_SECONDS, Standing.LEAVE_SECONDS);
            for (int k = 0; k < 3; k++) {
                int at = 6 * f + 3 * side + k;
                double was = before < 0 ? 0 : places[3 * before + k] - wanted[6 * before + 3 * side + k];
                double will = after < 0 ? 0 : places[3 * after + k] - wanted[6 * after + 3 * side + k];
                double place = wanted[at] + (out * was + in * will) / Math.max(1, out + in);
                place = before < 0 ? place : places[3 * before + k] + leaves * (place - places[3 * before + k]);
                place = after < 0 ? place : places[3 * after + k] + comes * (place - places[3 * after + k]);
                balls[at] = place;
            }
        }
    }

    /// Where the foot stands, in frames in which it does: on the floor, in the middle of where it was.
    private static double[] places(double[] balls, int side, boolean[] stands) {
        double[] places = new double[3 * stands.length];
        Contacts.runs(stands, (start, end) -> {
            for (int k = 0; k < 2; k++) {
                double sum = 0;
                for (int f = start; f < end; f++) {
                    sum += balls[6 * f + 3 * side + k];
                }
                for (int f = start; f < end; f++) {
                    places[3 * f + k] = sum / (end - start);
                }
            }
        });
        return places;
    }

    private void lift(double[] balls, int side, Standing stand, HumanMotion motion) {
        double length = ball.x() + robot.heelMetres();
        for (int f = 0; f < motion.frames(); f++) {
            Matrices.ofQuaternion(motion.rows(), f * HumanMotion.WIDTH + HumanMotion.foot(side), turn, 0);
            double clear = stand.stands(f) ? 0 : CLEAR_METRES * stand.away(f, 0, RISE_SECONDS);
            int z = 6 * f + 3 * side + 2;
            balls[z] = Math.max(balls[z], clear + Math.max(0, length * turn[6]));
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
