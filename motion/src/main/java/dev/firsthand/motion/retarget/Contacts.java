package dev.firsthand.motion.retarget;

import java.util.Arrays;

/// When a person's feet stand: the ball of the foot is near the floor, hardly rises or falls, and hardly moves, for a
/// tenth of a second. Where a foot begins to stand is stricter than where it ends, so that it does not flicker.
///
/// @param floorMetres the height of the balls of the feet while they stand
/// @param stands one row of frames for each side
@SuppressWarnings("ArrayRecordComponent") // columns of frames; nobody writes to them
record Contacts(double floorMetres, boolean[][] stands) {
    private static final double FLOOR_SHARE = 0.25;
    private static final double NEAR_METRES = 0.035;
    private static final double LEAVES_METRES = 0.05;
    private static final double RISES_MPS = 0.15;
    private static final double STOPS_MPS = 0.2;
    private static final double GOES_MPS = 0.35;
    private static final double STANDS_SECONDS = 0.1;

    static Contacts of(HumanMotion motion, double framesPerSecond) {
        double floor = floor(motion);
        boolean[][] stands = new boolean[2][];
        for (int side = 0; side < 2; side++) {
            stands[side] = stands(motion, side, floor, framesPerSecond);
        }
        return new Contacts(standingHeight(motion, stands, floor), stands);
    }

    private static double floor(HumanMotion motion) {
        double[] lower = new double[motion.frames()];
        for (int f = 0; f < lower.length; f++) {
            lower[f] = Math.min(height(motion, f, 0), height(motion, f, 1));
        }
        Arrays.sort(lower);
        return lower[(int) (FLOOR_SHARE * (lower.length - 1))];
    }

    private static double height(HumanMotion motion, int frame, int side) {
        return motion.rows()[frame * HumanMotion.WIDTH + HumanMotion.ball(side) + 2];
    }

    /// Stretches in which the foot may stand and at some time surely does.
    private static boolean[] stands(HumanMotion motion, int side, double floor, double rate) {
        boolean[] may = new boolean[motion.frames()];
        boolean[] surely = new boolean[motion.frames()];
        double[] rows = motion.rows();
        for (int f = 0; f < may.length; f++) {
            // the speed around this frame: the same forwards and backwards
            int before = Math.max(f - 1, 0);
            int after = Math.min(f + 1, may.length - 1);
            double perSecond = rate / Math.max(after - before, 1);
            int a = before * HumanMotion.WIDTH + HumanMotion.ball(side);
            int b = after * HumanMotion.WIDTH + HumanMotion.ball(side);
            double moves = Math.hypot(rows[b] - rows[a], rows[b + 1] - rows[a + 1]) * perSecond;
            double rises = Math.abs(rows[b + 2] - rows[a + 2]) * perSecond;
            double height = height(motion, f, side) - floor;
            may[f] = height < LEAVES_METRES && moves < GOES_MPS && rises < RISES_MPS;
            surely[f] = may[f] && height < NEAR_METRES && moves < STOPS_MPS;
        }
        int least = Math.min((int) Math.ceil(STANDS_SECONDS * rate), may.length);
        runs(may, (start, end) -> {
            boolean stands = false;
            for (int f = start; f < end; f++) {
                stands |= surely[f];
            }
            if (!stands || end - start < least) {
                Arrays.fill(may, start, end, false);
            }
        });
        return may;
    }

    /// What is done with one stretch of frames.
    interface Run {
        void of(int start, int end);
    }

    static void runs(boolean[] stands, Run run) {
        int start = -1;
        for (int f = 0; f <= stands.length; f++) {
            boolean on = f < stands.length && stands[f];
            if (on && start < 0) {
                start = f;
            } else if (!on && start >= 0) {
                run.of(start, f);
                start = -1;
            }
        }
    }

    private static double standingHeight(HumanMotion motion, boolean[][] stands, double floor) {
        double sum = 0;
        int count = 0;
        for (int side = 0; side < 2; side++) {
            for (int f = 0; f < motion.frames(); f++) {
                sum += stands[side][f] ? height(motion, f, side) : 0;
                count += stands[side][f] ? 1 : 0;
            }
        }
        return count == 0 ? floor : sum / count;
    }
}
