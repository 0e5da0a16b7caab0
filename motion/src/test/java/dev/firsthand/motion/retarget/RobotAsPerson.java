package dev.firsthand.motion.retarget;

import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.List;
import java.util.Map;

/// A person of a robot's size who moves exactly as that robot does: what comes back is known. Every joint is placed
/// anew in each frame, so that shoulders whose axes do not meet are no matter.
final class RobotAsPerson {
    static final double RATE = 60;

    private static final int[] PARENTS = {-1, 0, 1, 2, 1, 4, 5, 1, 7, 8, 0, 10, 11, 12, 0, 14, 15, 16};
    private static final List<String> NAMES = List.of(
            "Hips",
            "Chest",
            "Neck",
            "Head",
            "LeftArm",
            "LeftForeArm",
            "LeftHand",
            "RightArm",
            "RightForeArm",
            "RightHand",
            "LeftUpLeg",
            "LeftLeg",
            "LeftFoot",
            "LeftToeBase",
            "RightUpLeg",
            "RightLeg",
            "RightFoot",
            "RightToeBase");
    /// Hanging arms: the hand points down, the thumb forwards.
    private static final Rotation HANGING =
            Rotation.ofColumns(new Vector3(0, 0, -1), new Vector3(0, 1, 0), new Vector3(1, 0, 0));

    /// Joint values over time.
    interface Moves {
        void at(int frame, double[] joints);
    }

    private final RobotBody body;
    private final Vector3 ball;
    private final Limbs limbs;

    RobotAsPerson(RobotBody body) {
        this.body = body;
        ball = new Vector3(body.forefootMetres(), 0, -body.soleMetres());
        limbs = new Limbs(body, ball);
    }

    Limbs limbs() {
        return limbs;
    }

    /// The robot's own motion: its base moves so that the left foot stays where it is.
    double[] rows(int frames, Moves moves) {
        int width = Limbs.BASE + body.robot().coordinates();
        double[] rows = new double[frames * width];
        double[] joints = new double[body.robot().coordinates()];
        for (int f = 0; f < frames; f++) {
            moves.at(f, joints);
            System.arraycopy(joints, 0, rows, f * width + Limbs.BASE, joints.length);
            rows[f * width + 6] = 1;
            limbs.read(rows, f * width);
            for (int k = 0; k < 3; k++) {
                rows[f * width + k] = -limbs.chain(0).tip[k];
            }
        }
        return rows;
    }

    /// The index of a joint among the coordinates.
    int coordinate(String name) {
        return body.robot().joints().get(body.robot().joint(name).orElseThrow()).coordinate();
    }

    Clip clip(double[] rows) {
        int width = Limbs.BASE + body.robot().coordinates();
        int frames = rows.length / width;
        int count = NAMES.size();
        float[] turns = new float[4 * count * frames];
        double[] places = new double[3 * count * frames];
        for (int f = 0; f < frames; f++) {
            limbs.read(rows, f * width);
            Vector3[] at = places();
            Rotation[] turn = turns();
            for (int j = 0; j < count; j++) {
                Rotation above = j == 0 ? Rotation.NONE : turn[PARENTS[j]];
                Vector3 from = j == 0 ? Vector3.ZERO : at[PARENTS[j]];
                Vector3 place = above.inverse().apply(at[j].minus(from));
                Rotation own = above.inverse().times(turn[j]);
                int t = 4 * (f * count + j);
                turns[t] = (float) own.x();
                turns[t + 1] = (float) own.y();
                turns[t + 2] = (float) own.z();
                turns[t + 3] = (float) own.w();
                int p = 3 * (f * count + j);
                places[p] = place.x();
                places[p + 1] = place.y();
                places[p + 2] = place.z();
            }
        }
        int[] movers = new int[count];
        for (int j = 0; j < count; j++) {
            movers[j] = j;
        }
        return new Clip(skeleton(), 1 / RATE, frames, 0, turns, movers, places);
    }

    private Vector3[] places() {
        Vector3 left = root(0);
        Vector3 right = root(1);
        Vector3 hips = left.plus(right).times(0.5);
        Vector3 chest = root(2).plus(root(3)).times(0.5);
        Vector3 up = Matrices.rotation(limbs.waist.tipTurn, 0).apply(new Vector3(0, 0, 0.1));
        return new Vector3[] {
            hips,
            chest,
            chest.plus(up),
            chest.plus(up).plus(up),
            root(2),
            middle(2),
            tip(2),
            root(3),
            middle(3),
            tip(3),
            left,
            middle(0),
            ankle(0),
            tip(0),
            right,
            middle(1),
            ankle(1),
            tip(1)
        };
    }

    private Rotation[] turns() {
        Rotation pelvis = Matrices.rotation(limbs.baseTurn, 0);
        Rotation chest = Matrices.rotation(limbs.waist.tipTurn, 0);
        Rotation leftHand = turn(2).times(HANGING.inverse());
        Rotation rightHand = turn(3).times(HANGING.inverse());
        return new Rotation[] {
            pelvis, chest, chest, chest, chest, chest, leftHand, chest, chest, rightHand, pelvis, pelvis, turn(0),
            turn(0), pelvis, pelvis, turn(1), turn(1)
        };
    }

    private Vector3 root(int limb) {
        double[] root = new double[3];
        limbs.root(limb, root);
        return new Vector3(root[0], root[1], root[2]);
    }

    private Vector3 middle(int limb) {
        double[] places = limbs.chain(limb).places;
        int at = 3 * limbs.middle(limb);
        return new Vector3(places[at], places[at + 1], places[at + 2]);
    }

    private Vector3 tip(int limb) {
        double[] tip = limbs.chain(limb).tip;
        return new Vector3(tip[0], tip[1], tip[2]);
    }

    private Rotation turn(int limb) {
        return Matrices.rotation(limbs.chain(limb).tipTurn, 0);
    }

    private Vector3 ankle(int limb) {
        return tip(limb).minus(turn(limb).apply(ball));
    }

    private Skeleton skeleton() {
        Limb leg = body.legs().getFirst();
        Limb arm = body.arms().getFirst();
        double out = leg.rootInBase().y();
        double wide = arm.rootInBase().y();
        var offsets = Map.ofEntries(
                Map.entry("Chest", new Vector3(0, 0, 0.35)),
                Map.entry("Neck", new Vector3(0, 0, 0.1)),
                Map.entry("Head", new Vector3(0, 0, 0.1)),
                Map.entry("LeftArm", new Vector3(0, wide, 0)),
                Map.entry("RightArm", new Vector3(0, -wide, 0)),
                Map.entry("LeftUpLeg", new Vector3(0, out, 0)),
                Map.entry("RightUpLeg", new Vector3(0, -out, 0)));
        var joints = new java.util.ArrayList<Joint>();
        for (int j = 0; j < NAMES.size(); j++) {
            String name = NAMES.get(j);
            Vector3 offset = name.endsWith("ForeArm")
                    ? new Vector3(0, 0, -arm.upperMetres())
                    : name.endsWith("Hand")
                            ? new Vector3(0, 0, -arm.lowerMetres())
                            : name.endsWith("Leg") && !name.endsWith("UpLeg")
                                    ? new Vector3(0, 0, -leg.upperMetres())
                                    : name.endsWith("Foot")
                                            ? new Vector3(0, 0, -leg.lowerMetres())
                                            : name.endsWith("ToeBase") ? ball : Vector3.ZERO;
            joints.add(new Joint(name, PARENTS[j], offsets.getOrDefault(name, offset), false));
        }
        return new Skeleton(joints);
    }

    /// Names of joints that move, in the order of the coordinates.
    List<String> joints() {
        return body.robot().joints().stream()
                .filter(Chain::moves)
                .map(RobotJoint::name)
                .toList();
    }
}
