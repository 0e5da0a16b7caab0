package dev.firsthand.motion.retarget;

import dev.firsthand.recording.mocap.BodyPart;
import java.util.Arrays;

/// Brings a robot into the pose of a person, frame by frame: the trunk turns as the person's does, then each limb first
/// takes the direction of its bones and then brings hand or foot to its place.
///
/// Where the waist can't turn as far as the person's, the base leans for it.
final class Follower {
    private static final int STEPS_FROM_REST = 40;
    private static final int STEPS = 8;
    private static final int STEPS_AGAIN = 4;

    /// What a robot should do: the person's motion, and where hips and the balls of the feet should be.
    @SuppressWarnings("ArrayRecordComponent") // columns of numbers
    record Aims(HumanMotion person, double[] hips, double[] balls) {}

    private final Limbs limbs;
    private final Aims aims;
    private final double[] person;
    private final Capsules capsules;
    private final Solver[] solvers;
    private final Goal[] goals;
    private final Solver waist;
    private final Goal chest;
    private final double[][] boneScales; // of each arm: upper, lower
    private final double[] pelvis = new double[9];
    private final double[] lean = new double[9];
    private final double[] root = new double[3];

    Follower(Limbs limbs, Calibration calibration, Aims aims) {
        this.limbs = limbs;
        this.aims = aims;
        person = aims.person().rows();
        capsules = new Capsules(limbs);
        solvers = new Solver[limbs.count()];
        goals = new Goal[limbs.count()];
        boneScales = new double[limbs.count()][];
        for (int i = 0; i < limbs.count(); i++) {
            solvers[i] = new Solver(limbs.chain(i), limbs.middle(i));
            goals[i] = new Goal(limbs.chain(i).count());
            boolean left = limbs.limb(i).left();
            BodyPart elbow = left ? BodyPart.LEFT_FOREARM : BodyPart.RIGHT_FOREARM;
            boneScales[i] = new double[] {
                limbs.limb(i).upperMetres()
                        / calibration.metres(left ? BodyPart.LEFT_UPPER_ARM : BodyPart.RIGHT_UPPER_ARM, elbow),
                limbs.limb(i).lowerMetres() / calibration.metres(elbow, left ? BodyPart.LEFT_HAND : BodyPart.RIGHT_HAND)
            };
        }
        waist = new Solver(limbs.waist, 0);
        chest = new Goal(limbs.waist.count());
    }

    /// Takes the robot to rest and then, without a warm start, into a person's pose.
    void start(int frame) {
        limbs.waist.rest();
        trunk(frame);
        for (int i = 0; i < limbs.count(); i++) {
            limbs.rest(i);
            aim(i, frame);
            Arrays.fill(goals[i].posture, 0);
            solve(i, goals[i].weights(0.1, 0.1, 1, 1e-6), STEPS_FROM_REST);
            solve(i, weighted(i), STEPS_FROM_REST);
        }
    }

    /// From the pose of a frame beside this one.
    void follow(int frame) {
        trunk(frame);
        for (int i = 0; i < limbs.count(); i++) {
            aim(i, frame);
            solve(i, weighted(i), STEPS);
        }
        capsules.part();
    }

    /// From a smoothed pose, which stays as it is but for what hands and feet need.
    void again(int frame) {
        for (int i = 0; i < limbs.count(); i++) {
            aim(i, frame);
            System.arraycopy(
                    limbs.chain(i).values,
                    0,
                    goals[i].posture,
                    0,
                    limbs.chain(i).count());
            bringBack(i);
        }
        capsules.part();
    }

    /// Brings hand or foot to its place and changes as little else as that takes. A foot that can't turn as the
    /// person's does comes up where its heel would be below the floor.
    private void bringBack(int limb) {
        Goal goal = goals[limb].weights(1, limbs.isLeg(limb) ? 1e-4 : 0, 0, 1e-4);
        solve(limb, goal, STEPS_AGAIN);
        double heel = limbs.isLeg(limb) ? limbs.heelMetres(limb) : 0;
        if (heel < 0) {
            goal.tip[2] -= heel;
            solve(limb, goal, STEPS_AGAIN);
        }
    }

    /// Holds joints that moved against what they were and brings hands and feet back with the others.
    ///
    /// @param was all poses before joints were moved
    /// @return whether any joint had been moved
    boolean around(int frame, double[] was) {
        int at = frame * limbs.width() + Limbs.BASE;
        boolean any = false;
        for (int i = 0; i < limbs.count(); i++) {
            Chain chain = limbs.chain(i);
            if (solvers[i].lockChanged(was, at)) {
                aim(i, frame);
                System.arraycopy(chain.values, 0, goals[i].posture, 0, chain.count());
                bringBack(i);
                solvers[i].unlock();
                any = true;
            }
        }
        if (any) {
            capsules.part();
        }
        return any;
    }

    private Goal weighted(int limb) {
        return limbs.isLeg(limb) ? goals[limb].weights(1, 1e-4, 1e-5, 0) : goals[limb].weights(1, 1e-4, 2e-3, 1e-6);
    }

    private void solve(int limb, Goal goal, int steps) {
        solvers[limb].solve(goal, limbs.linkTurn(limb), limbs.linkPlace(limb), steps);
    }

    private void trunk(int frame) {
        if (!limbs.body().walks()) {
            limbs.waist.place(limbs.baseTurn, limbs.basePlace);
            return;
        }
        int row = frame * HumanMotion.WIDTH;
        Matrices.ofQuaternion(person, row + HumanMotion.PELVIS, pelvis, 0);
        Matrices.ofQuaternion(person, row + HumanMotion.CHEST, chest.turn, 0);
        waist.solve(chest.weights(0, 1, 0, 1e-4), pelvis, limbs.basePlace, STEPS);
        Matrices.timesInverse(chest.turn, limbs.waist.tipTurn, lean);
        Matrices.times(lean, 0, pelvis, 0, limbs.baseTurn, 0);
        limbs.baseUnder(aims.hips(), 3 * frame);
        limbs.waist.place(limbs.baseTurn, limbs.basePlace);
    }

    private void aim(int limb, int frame) {
        int row = frame * HumanMotion.WIDTH;
        int side = limbs.side(limb);
        Goal goal = goals[limb];
        if (limbs.isLeg(limb)) {
            limbs.root(limb, root);
            System.arraycopy(aims.balls(), 6 * frame + 3 * side, goal.tip, 0, 3);
            Matrices.ofQuaternion(person, row + HumanMotion.foot(side), goal.turn, 0);
            int knee = row + HumanMotion.knee(side);
            double length = Math.sqrt(person[knee] * person[knee]
                    + person[knee + 1] * person[knee + 1]
                    + person[knee + 2] * person[knee + 2]);
            double scale = limbs.limb(limb).upperMetres() / Math.max(length, 1e-6);
            for (int k = 0; k < 3; k++) {
                goal.middle[k] = root[k] + scale * person[knee + k];
            }
        } else {
            hand(limb, aims.person(), frame, goal);
            Matrices.ofQuaternion(person, row + HumanMotion.hand(side), goal.turn, 0);
        }
    }

    /// Where elbow and hand of a person would be on this robot, from its shoulder on, bone by bone.
    void hand(int limb, HumanMotion motion, int frame, Goal to) {
        limbs.root(limb, root);
        double[] rows = motion.rows();
        int upper = frame * HumanMotion.WIDTH + HumanMotion.elbow(limbs.side(limb));
        int fore = frame * HumanMotion.WIDTH + HumanMotion.fore(limbs.side(limb));
        for (int k = 0; k < 3; k++) {
            to.middle[k] = root[k] + boneScales[limb][0] * rows[upper + k];
            to.tip[k] = to.middle[k] + boneScales[limb][1] * rows[fore + k];
        }
    }

    Capsules capsules() {
        return capsules;
    }
}
