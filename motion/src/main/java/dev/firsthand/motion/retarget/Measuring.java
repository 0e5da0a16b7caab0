package dev.firsthand.motion.retarget;

import java.util.Arrays;

/// Holds a finished trajectory against what was wanted of it.
final class Measuring {
    private static final double SLIDE_MPS = 0.01;
    private static final double TOUCH_METRES = 0.002;
    private static final double ROUNDING = 1e-9;

    private final Limbs limbs;
    private final Follower follower;
    private final Trajectory trajectory;
    private final double[] handErrors;
    private final double[] footErrors;
    private final double[] now = new double[6]; // front and back end of a sole
    private int hands;
    private int feet;
    private int targets;
    private int contacts;
    private int slides;
    private double collision;
    private double floor;

    Measuring(Limbs limbs, Follower follower, Trajectory trajectory) {
        this.limbs = limbs;
        this.follower = follower;
        this.trajectory = trajectory;
        handErrors = new double[trajectory.frames() * limbs.body().arms().size()];
        footErrors = new double[trajectory.frames() * limbs.body().legs().size()];
    }

    /// @param wanted where the balls of the feet should be
    void compare(HumanMotion person, double[] wanted) {
        double[] before = new double[6 * limbs.count()];
        var goal = new Goal(0);
        for (int f = 0; f < trajectory.frames(); f++) {
            limbs.read(trajectory.rows(), f * trajectory.width());
            for (int i = 0; i < limbs.count(); i++) {
                int side = limbs.side(i);
                if (limbs.isLeg(i)) {
                    System.arraycopy(wanted, 6 * f + 3 * side, goal.tip, 0, 3);
                    foot(i, goal.tip);
                    sole(i, before, f > 0);
                } else {
                    follower.hand(i, person, f, goal);
                    hand(i, goal.tip);
                }
            }
            collision = Math.max(collision, follower.capsules().deepestMetres());
        }
    }

    private void hand(int limb, double[] target) {
        double[] root = new double[3];
        limbs.root(limb, root);
        targets++;
        if (reached(limb, distance(root, target))) {
            handErrors[hands++] = distance(limbs.chain(limb).tip, target);
        }
    }

    private boolean reached(int limb, double metres) {
        return metres >= limbs.limb(limb).nearestMetres()
                && metres <= limbs.limb(limb).reachMetres();
    }

    /// Within reach where the ankle would be: the ball of the foot as it is turned now.
    private void foot(int limb, double[] target) {
        Chain leg = limbs.chain(limb);
        double[] root = new double[3];
        limbs.root(limb, root);
        double[] ankle = new double[3];
        for (int k = 0; k < 3; k++) {
            ankle[k] = target[k]
                    - leg.tipTurn[3 * k] * limbs.ball().x()
                    - leg.tipTurn[3 * k + 2] * limbs.ball().z();
        }
        targets++;
        if (reached(limb, distance(root, ankle))) {
            footErrors[feet++] = distance(leg.tip, target);
        }
    }

    /// A foot is in contact where the lower end of its sole touches the floor in two frames on end.
    private void sole(int limb, double[] before, boolean any) {
        Chain leg = limbs.chain(limb);
        double length = limbs.ball().x() + limbs.body().heelMetres();
        int tip = 6 * limb;
        for (int k = 0; k < 3; k++) {
            now[k] = leg.tip[k];
            now[3 + k] = leg.tip[k] - length * leg.tipTurn[3 * k];
        }
        int low = now[2] <= now[5] ? 0 : 3;
        if (any && now[low + 2] < TOUCH_METRES && before[tip + low + 2] < TOUCH_METRES) {
            contacts++;
            double moved = Math.hypot(now[low] - before[tip + low], now[low + 1] - before[tip + low + 1]);
            slides += moved * trajectory.framesPerSecond() > SLIDE_MPS ? 1 : 0;
        }
        floor = Math.max(floor, -now[low + 2]);
        System.arraycopy(now, 0, before, tip, 6);
    }

    private static double distance(double[] a, double[] b) {
        double x = a[0] - b[0];
        double y = a[1] - b[1];
        double z = a[2] - b[2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    /// @param frameNanos what each frame took
    Metrics metrics(JointLimits limits, long[] frameNanos, double seconds) {
        int beyond = 0;
        int fast = 0;
        for (int f = 0; f < trajectory.frames(); f++) {
            for (int j = 0; j < trajectory.joints().size(); j++) {
                double value = trajectory.joint(f, j);
                beyond += value < limits.lower()[j] - ROUNDING || value > limits.upper()[j] + ROUNDING ? 1 : 0;
                double step = f == 0 ? 0 : Math.abs(value - trajectory.joint(f - 1, j));
                fast += step > limits.stepMost()[j] * (1 + ROUNDING) ? 1 : 0;
            }
        }
        double[] micros =
                Arrays.stream(frameNanos).mapToDouble(nanos -> nanos / 1e3).toArray();
        return new Metrics(
                trajectory.frames(),
                mean(handErrors, hands),
                p99(handErrors, hands),
                mean(footErrors, feet),
                p99(footErrors, feet),
                targets == 0 ? 1 : (double) (hands + feet) / targets,
                contacts,
                contacts == 0 ? 0 : (double) slides / contacts,
                beyond,
                fast,
                collision,
                floor,
                seconds > 0 ? trajectory.frames() / seconds : 0,
                p99(micros, micros.length));
    }

    private static double mean(double[] values, int count) {
        return Arrays.stream(values, 0, count).average().orElse(0);
    }

    private static double p99(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : sorted[(int) Math.ceil(0.99 * count) - 1];
    }
}
