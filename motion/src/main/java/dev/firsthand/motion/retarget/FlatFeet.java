package dev.firsthand.motion.retarget;

import dev.firsthand.streams.space.Rotation;

/// How feet are turned while they stand: level, but for heels that come up, and in one direction unless the person
/// turns on the spot. Who rolls on the outside of a foot has a foot that gives; a robot's sole would slide.
final class FlatFeet {
    private static final double TURNS_RADIANS = Math.toRadians(15);

    private final HumanMotion motion;
    private final double[] turn = new double[9];

    private FlatFeet(HumanMotion motion) {
        this.motion = motion;
    }

    /// Turns the feet of a motion.
    static void in(HumanMotion motion, Contacts contacts, double framesPerSecond) {
        for (int side = 0; side < 2; side++) {
            boolean[] stands = contacts.stands()[side];
            new FlatFeet(motion).turn(side, stands, new Standing(stands, framesPerSecond));
        }
    }

    private void turn(int side, boolean[] stands, Standing stand) {
        double[] yaws = new double[stands.length];
        for (int f = 0; f < stands.length; f++) {
            read(side, f);
            yaws[f] = Math.atan2(turn[3], turn[0]);
        }
        double[] held = yaws.clone();
        Contacts.runs(stands, (start, end) -> hold(held, start, end));
        for (int f = 0; f < stands.length; f++) {
            double leaves = stand.away(f, stand.before(f), 0, Standing.LEAVE_SECONDS);
            double comes = stand.away(f, stand.after(f), 0, Standing.LEAVE_SECONDS);
            double free = Math.min(leaves, comes);
            if (free < 1) {
                int stood = leaves <= comes ? stand.before(f) : stand.after(f);
                read(side, f);
                double pitch = Math.asin(Math.clamp(turn[6], -1, 1));
                double roll = Math.atan2(turn[7], turn[8]);
                double yaw = yaws[f] + (1 - free) * wrapped(held[stood] - yaws[stood]);
                motion.turnFoot(
                        f, side, Rotation.ofRollPitchYaw(free * roll, -(pitch > 0 ? free * pitch : pitch), yaw));
            }
        }
    }

    private void read(int side, int frame) {
        Matrices.ofQuaternion(motion.rows(), frame * HumanMotion.WIDTH + HumanMotion.foot(side), turn, 0);
    }

    private static void hold(double[] yaws, int start, int end) {
        double sum = 0;
        double least = 0;
        double most = 0;
        for (int f = start; f < end; f++) {
            double turned = wrapped(yaws[f] - yaws[start]);
            sum += turned;
            least = Math.min(least, turned);
            most = Math.max(most, turned);
        }
        double mean = yaws[start] + sum / (end - start);
        for (int f = start; f < end && most - least < TURNS_RADIANS; f++) {
            yaws[f] = mean;
        }
    }

    private static double wrapped(double radians) {
        return Math.IEEEremainder(radians, 2 * Math.PI);
    }
}
