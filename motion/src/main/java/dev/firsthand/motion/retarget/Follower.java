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

    private final Limbs limbs;
    private final Capsules capsules;
    private final Solver[] solvers;
    private final Goal[] goals;
    private final Solver waist;
    private final Goal chest;
    private final double[][] boneScales; // of each arm: upper, lower
    private final double[] pelvis = new double[9];
    private final double[] lean = new double[9];
    private final double[] root = new double[3];

    Follower(Limbs limbs, Calibration person) {
        this.limbs = limbs;
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
                        / person.metres(left ? BodyPart.LEFT_UPPER_ARM : BodyPart.RIGHT_UPPER_ARM, elbow),
                limbs.limb(i).lowerMetres() / person.metres(elbow, left ? BodyPart.LEFT_HAND : BodyPart.RIGHT_HAND)
            };
        }
        waist = new Solver(limbs.waist, 0);
        chest = new Goal(limbs.waist.count());
    }

    /// Takes the robot to rest and then, without a warm start, into a person's pose.
    void start(double[] person, int row, double[] hips, double[] balls, int frame) {
        limbs.waist.rest();
        trunk(person, row, hips, frame);
        for (int i = 0; i < limbs.count(); i++) {
            limbs.rest(i);
            aim(i, person, row, balls, 6 * frame);
            Arrays.fill(goals[i].posture, 0);
            solve(i, goals[i].weights(0.1, 0.1, 1, 1e-6), STEPS_FROM_REST);
            solve(i, weighted(i), STEPS_FROM_REST);
        }
    }

    /// From the pose of a frame beside this one.
    void follow(double[] person, int row, double[] hips, double[] balls, int frame) {
        trunk(person, row, hips, frame);
        for (int i = 0; i < limbs.count(); i++) {
            aim(i, person, row, balls, 6 * frame);
            solve(i, weighted(i), STEPS);
        }
        capsules.part();
    }

    /// From a smoothed pose, which stays as it is but for what hands and feet need.
    void again(double[] person, int row, double[] balls, int frame) {
        for (int i = 0; i < limbs.count(); i++) {
            aim(i, person, row, balls, 6 * frame);
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
    /// @param was the pose before its joints were moved, from `at` on
    void around(double[] person, int row, double[] balls, int frame, double[] was, int at) {
        boolean any = false;
        for (int i = 0; i < limbs.count(); i++) {
            Chain chain = limbs.chain(i);
            if (solvers[i].lockChanged(was, at)) {
                aim(i, person, row, balls, 6 * frame);
                System.arraycopy(chain.values, 0, goals[i].posture, 0, chain.count());
                bringBack(i);
                solvers[i].unlock();
                any = true;
            }
        }
        if (any) {
            capsules.part();
        }
    }

    private Goal weighted(int limb) {
        return limbs.isLeg(limb) ? goals[limb].weights(1, 1e-4, 1e-5, 0) : goals[limb].weights(1, 1e-4, 2e-3, 1e-6);
    }

    private void solve(int limb, Goal goal, int steps) {
        solvers[limb].solve(goal, limbs.turn(limb), limbs.place(limbs.isLeg(limb)), steps);
    }

    private void trunk(double[] person, int row, double[] hips, int frame) {
        if (!limbs.body().walks()) {
            limbs.waist.place(limbs.baseTurn, limbs.basePlace);
            return;
        }
        Matrices.ofQuaternion(person, row + HumanMotion.PELVIS, pelvis, 0);
        Matrices.ofQuaternion(person, row + HumanMotion.CHEST, chest.turn, 0);
        waist.solve(chest.weights(0, 1, 0, 1e-4), pelvis, limbs.basePlace, STEPS);
        Matrices.timesInverse(chest.turn, limbs.waist.tipTurn, lean);
        Matrices.times(lean, 0, pelvis, 0, limbs.baseTurn, 0);
        limbs.baseUnder(hips, 3 * frame);
        limbs.waist.place(limbs.baseTurn, limbs.basePlace);
    }

    private void aim(int limb, double[] person, int row, double[] balls, int ball) {
        int side = limbs.side(limb);
        Goal goal = goals[limb];
        if (limbs.isLeg(limb)) {
            limbs.root(limb, root);
            System.arraycopy(balls, ball + 3 * side, goal.tip, 0, 3);
            Matrices.ofQuaternion(person, row + HumanMotion.foot(side), goal.turn, 0);
            int knee = row + HumanMotion.knee(side);
            double length = Math.sqrt(person[knee] * person[knee]
                    + person[knee + 1] * person[knee + 1]
                    + person[knee + 2] * person[knee + 2]);
            double scale = limbs.limb(limb).upperMetres() / length;
            for (int k = 0; k < 3; k++) {
                goal.middle[k] = root[k] + scale * person[knee + k];
            }
        } else {
            hand(limb, person, row, goal.middle, goal.tip);
            Matrices.ofQuaternion(person, row + HumanMotion.hand(side), goal.turn, 0);
            if (!limbs.body().walks()) {
                Matrices.ofQuaternion(person, row + HumanMotion.CHEST, lean, 0);
                Matrices.inverseTimes(lean, goal.turn, pelvis);
                System.arraycopy(pelvis, 0, goal.turn, 0, 9);
            }
        }
    }

    /// Where elbow and hand of a person would be on this robot, from its shoulder on, bone by bone.
    void hand(int limb, double[] person, int row, double[] elbow, double[] hand) {
        limbs.root(limb, root);
        int upper = row + HumanMotion.elbow(limbs.side(limb));
        int fore = row + HumanMotion.fore(limbs.side(limb));
        if (limbs.body().walks()) {
            for (int k = 0; k < 3; k++) {
                elbow[k] = root[k] + boneScales[limb][0] * person[upper + k];
                hand[k] = elbow[k] + boneScales[limb][1] * person[fore + k];
            }
            return;
        }
        Matrices.ofQuaternion(person, row + HumanMotion.CHEST, lean, 0);
        for (int k = 0; k < 3; k++) {
            elbow[k] = root[k] + boneScales[limb][0] * inverse(lean, k, person, upper);
            hand[k] = elbow[k] + boneScales[limb][1] * inverse(lean, k, person, fore);
        }
    }

    private static double inverse(double[] turn, int k, double[] v, int at) {
        return turn[k] * v[at] + turn[3 + k] * v[at + 1] + turn[6 + k] * v[at + 2];
    }

    Capsules capsules() {
        return capsules;
    }
}
