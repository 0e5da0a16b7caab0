package dev.firsthand.motion.retarget;

import dev.firsthand.motion.robot.Robot;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.List;

/// A robot in one pose: its base, the link that the arms hang on, and the chains of its limbs, legs first. A pose is a
/// row of numbers: where the base is (3), how it is turned (x, y, z, w), then the robot's coordinates.
final class Limbs {
    static final int BASE = 7;

    private final RobotBody body;
    private final Vector3 ball;
    private final List<Limb> limbs = new ArrayList<>();
    private final Chain[] chains;
    private final int[] middles;
    private final double[] hipsInBase = new double[3];
    private final double[] neckInTrunk = new double[3];
    private final double[][] rootsInLink;

    final Chain waist;
    final double[] baseTurn = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    final double[] basePlace = new double[3];

    /// @param ball the ball of the foot seen from its ankle; of no matter to a robot without feet
    Limbs(RobotBody body, Vector3 ball) {
        this.body = body;
        this.ball = ball;
        Robot robot = body.robot();
        limbs.addAll(body.legs());
        limbs.addAll(body.arms());
        waist = new Chain(robot, body.waist(), RigidTransform.NONE);
        chains = new Chain[limbs.size()];
        middles = new int[limbs.size()];
        rootsInLink = new double[limbs.size()][];
        for (int i = 0; i < chains.length; i++) {
            Limb limb = limbs.get(i);
            Vector3 end = isLeg(i) ? limb.end().plus(limb.linkFromEnd().apply(ball)) : limb.end();
            chains[i] = new Chain(robot, limb.path(), new RigidTransform(limb.linkFromEnd(), end));
            middles[i] = chains[i].indexOf(robot.joints().get(limb.middle()).coordinate());
            chains[i].keepBetween(middles[i], limb.straight(), limb.bent());
            Vector3 root = limb.rootInBase();
            rootsInLink[i] = new double[] {root.x(), root.y(), root.z()};
            for (int k = 0; k < 3; k++) {
                hipsInBase[k] += isLeg(i) ? rootsInLink[i][k] / body.legs().size() : 0;
                neckInTrunk[k] += isLeg(i) ? 0 : rootsInLink[i][k] / body.arms().size();
            }
        }
    }

    RobotBody body() {
        return body;
    }

    Vector3 ball() {
        return ball;
    }

    /// Numbers in a row.
    int width() {
        return BASE + body.robot().coordinates();
    }

    int count() {
        return chains.length;
    }

    boolean isLeg(int limb) {
        return limb < body.legs().size();
    }

    /// 0 left, 1 right.
    int side(int limb) {
        return limbs.get(limb).left() ? 0 : 1;
    }

    Limb limb(int limb) {
        return limbs.get(limb);
    }

    Chain chain(int limb) {
        return chains[limb];
    }

    int middle(int limb) {
        return middles[limb];
    }

    /// How high the heel is; below the floor where this is less than 0.
    double heelMetres(int leg) {
        return chains[leg].tip[2] - chains[leg].tipTurn[6] * (ball.x() + body.heelMetres());
    }

    double lowerMetres(int limb) {
        return limbs.get(limb).lowerMetres();
    }

    /// How the link is turned that a limb hangs on.
    double[] linkTurn(int limb) {
        return isLeg(limb) ? baseTurn : waist.tipTurn;
    }

    double[] linkPlace(int limb) {
        return isLeg(limb) ? basePlace : waist.tip;
    }

    /// Places the chain of one limb where the link is that it hangs on.
    void place(int limb) {
        chains[limb].place(linkTurn(limb), linkPlace(limb));
    }

    /// All joints nearest to nought, elbow or knee a little bent: a straight limb can't tell where to bend.
    void rest(int limb) {
        chains[limb].rest();
        chains[limb].values[middles[limb]] =
                0.8 * limb(limb).straight() + 0.2 * limb(limb).bent();
    }

    /// Where shoulder or hip are.
    void root(int limb, double[] to) {
        Matrices.move(linkTurn(limb), 0, linkPlace(limb), 0, rootsInLink[limb], 0, to, 0);
    }

    /// Puts the base where the middle between the hips is given.
    void baseUnder(double[] hips, int at) {
        for (int row = 0; row < 3; row++) {
            basePlace[row] = hips[at + row]
                    - baseTurn[3 * row] * hipsInBase[0]
                    - baseTurn[3 * row + 1] * hipsInBase[1]
                    - baseTurn[3 * row + 2] * hipsInBase[2];
        }
    }

    /// The axis of the trunk, from above the base to below the neck: two points.
    void trunk(double[] to, int at) {
        double[] turn = waist.tipTurn;
        double[] place = waist.tip;
        for (int row = 0; row < 3; row++) {
            double x = turn[3 * row] * neckInTrunk[0];
            double z = turn[3 * row + 2] * neckInTrunk[2];
            to[at + row] = place[row] + x + 0.2 * z;
            to[at + 3 + row] = place[row] + x + 0.8 * z;
        }
    }

    void read(double[] rows, int at) {
        System.arraycopy(rows, at, basePlace, 0, 3);
        Matrices.ofQuaternion(rows, at + 3, baseTurn, 0);
        waist.read(rows, at + BASE);
        waist.place(baseTurn, basePlace);
        for (int i = 0; i < chains.length; i++) {
            chains[i].read(rows, at + BASE);
            place(i);
        }
    }

    void write(double[] rows, int at) {
        System.arraycopy(basePlace, 0, rows, at, 3);
        Rotation turn = Matrices.rotation(baseTurn, 0);
        rows[at + 3] = turn.x();
        rows[at + 4] = turn.y();
        rows[at + 5] = turn.z();
        rows[at + 6] = turn.w();
        waist.write(rows, at + BASE);
        for (Chain chain : chains) {
            chain.write(rows, at + BASE);
        }
    }
}
