package dev.firsthand.motion.retarget;

import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.List;
import java.util.OptionalInt;

/// What of a person's motion a robot can copy, one row of numbers per frame: where the hips are, how pelvis and chest
/// are turned, and for each side where the ball of the foot is, how the foot is turned, where knee, elbow and hand are
/// seen from hip, shoulder and elbow, and how the hand is turned. Metres and quaternions, in the room.
final class HumanMotion {
    static final int HIPS = 0;
    static final int PELVIS = 3;
    static final int CHEST = 7;
    private static final int LEG = 11;
    private static final int ARM = 31;
    static final int WIDTH = 51;
    private static final double FARTHEST_METRES = 1e6;

    private static final int[] TURNS = {PELVIS, CHEST, foot(0), foot(1), hand(0), hand(1)};

    private final double[] rows;
    private final int frames;

    private HumanMotion(int frames) {
        this.frames = frames;
        rows = new double[Math.multiplyExact(frames, WIDTH)];
    }

    static int ball(int side) {
        return LEG + 10 * side;
    }

    static int foot(int side) {
        return LEG + 10 * side + 3;
    }

    static int knee(int side) {
        return LEG + 10 * side + 7;
    }

    static int elbow(int side) {
        return ARM + 10 * side;
    }

    static int fore(int side) {
        return ARM + 10 * side + 3;
    }

    static int hand(int side) {
        return ARM + 10 * side + 6;
    }

    double[] rows() {
        return rows;
    }

    int frames() {
        return frames;
    }

    static HumanMotion of(Clip clip, BodyMap body, Calibration calibration) {
        var motion = new HumanMotion(clip.frames() - clip.firstFrameOfMotion());
        var pose = new Pose(clip);
        var sides = List.of(new Side(body, calibration, true), new Side(body, calibration, false));
        Rotation pelvis = calibration.jointFromTrunk(BodyPart.HIPS);
        Rotation chest = calibration.jointFromTrunk(BodyPart.CHEST);
        for (int f = 0; f < motion.frames; f++) {
            pose.at(clip.firstFrameOfMotion() + f);
            int row = f * WIDTH;
            Vector3 hips = pose.place(body.at(BodyPart.LEFT_THIGH))
                    .plus(pose.place(body.at(BodyPart.RIGHT_THIGH)))
                    .times(0.5);
            motion.put(row + HIPS, hips);
            motion.put(
                    row + PELVIS,
                    pose.worldFromJoint(body.at(BodyPart.HIPS)).times(pelvis).unit());
            motion.put(
                    row + CHEST,
                    pose.worldFromJoint(body.at(BodyPart.CHEST)).times(chest).unit());
            sides.get(0).put(motion, pose, row, 0);
            sides.get(1).put(motion, pose, row, 1);
        }
        motion.alignSigns();
        return motion;
    }

    private record Side(
            int thigh,
            int shin,
            int foot,
            int upper,
            int fore,
            int hand,
            Rotation jointFromFoot,
            Rotation jointFromHand,
            Vector3 ball) {
        Side(BodyMap body, Calibration calibration, boolean left) {
            this(
                    body.at(left ? BodyPart.LEFT_THIGH : BodyPart.RIGHT_THIGH),
                    body.at(left ? BodyPart.LEFT_SHIN : BodyPart.RIGHT_SHIN),
                    body.at(left ? BodyPart.LEFT_FOOT : BodyPart.RIGHT_FOOT),
                    body.at(left ? BodyPart.LEFT_UPPER_ARM : BodyPart.RIGHT_UPPER_ARM),
                    body.at(left ? BodyPart.LEFT_FOREARM : BodyPart.RIGHT_FOREARM),
                    body.at(left ? BodyPart.LEFT_HAND : BodyPart.RIGHT_HAND),
                    calibration.jointFromFoot(left ? BodyPart.LEFT_FOOT : BodyPart.RIGHT_FOOT),
                    calibration.jointFromHand(
                            left ? BodyPart.LEFT_FOREARM : BodyPart.RIGHT_FOREARM,
                            left ? BodyPart.LEFT_HAND : BodyPart.RIGHT_HAND),
                    calibration.ballInJoint(left ? BodyPart.LEFT_FOOT : BodyPart.RIGHT_FOOT));
        }

        void put(HumanMotion motion, Pose pose, int row, int side) {
            Vector3 ankle = pose.place(foot);
            Rotation turn = pose.worldFromJoint(foot);
            motion.put(row + HumanMotion.ball(side), ankle.plus(turn.apply(ball)));
            motion.put(row + HumanMotion.foot(side), turn.times(jointFromFoot).unit());
            motion.put(row + HumanMotion.knee(side), pose.place(shin).minus(pose.place(thigh)));
            motion.put(row + HumanMotion.elbow(side), pose.place(fore).minus(pose.place(upper)));
            motion.put(row + HumanMotion.fore(side), pose.place(hand).minus(pose.place(fore)));
            motion.put(
                    row + HumanMotion.hand(side),
                    pose.worldFromJoint(hand).times(jointFromHand).unit());
        }
    }

    private void put(int at, Vector3 v) {
        rows[at] = v.x();
        rows[at + 1] = v.y();
        rows[at + 2] = v.z();
    }

    private void put(int at, Rotation q) {
        rows[at] = q.x();
        rows[at + 1] = q.y();
        rows[at + 2] = q.z();
        rows[at + 3] = q.w();
    }

    private void alignSigns() {
        for (int f = 1; f < frames; f++) {
            for (int turn : TURNS) {
                int at = f * WIDTH + turn;
                double dot = 0;
                for (int k = 0; k < 4; k++) {
                    dot += rows[at + k] * rows[at + k - WIDTH];
                }
                for (int k = 0; k < 4 && dot < 0; k++) {
                    rows[at + k] = -rows[at + k];
                }
            }
        }
    }

    /// The first frame in which something was not measured, or is farther away than anybody goes.
    OptionalInt missing() {
        for (int i = 0; i < rows.length; i++) {
            if (!(Math.abs(rows[i]) < FARTHEST_METRES)) {
                return OptionalInt.of(i / WIDTH);
            }
        }
        return OptionalInt.empty();
    }

    /// The same arms as they are seen from the chest, for a robot that stays where it stands.
    HumanMotion besideChest() {
        var beside = new HumanMotion(frames);
        System.arraycopy(rows, 0, beside.rows, 0, rows.length);
        for (int row = 0; row < rows.length; row += WIDTH) {
            Rotation chestFromWorld = rotation(row + CHEST).inverse();
            for (int side = 0; side < 2; side++) {
                beside.put(row + elbow(side), chestFromWorld.apply(vector(row + elbow(side))));
                beside.put(row + fore(side), chestFromWorld.apply(vector(row + fore(side))));
                beside.put(row + hand(side), chestFromWorld.times(rotation(row + hand(side))));
            }
        }
        beside.alignSigns();
        return beside;
    }

    /// Turns a foot, to whichever of both quaternions is nearer to what it was.
    void turnFoot(int frame, int side, Rotation turn) {
        int at = frame * WIDTH + foot(side);
        double dot = rows[at] * turn.x() + rows[at + 1] * turn.y() + rows[at + 2] * turn.z() + rows[at + 3] * turn.w();
        int sign = dot < 0 ? -1 : 1;
        put(at, new Rotation(sign * turn.x(), sign * turn.y(), sign * turn.z(), sign * turn.w()));
    }

    private Vector3 vector(int at) {
        return new Vector3(rows[at], rows[at + 1], rows[at + 2]);
    }

    private Rotation rotation(int at) {
        return new Rotation(rows[at], rows[at + 1], rows[at + 2], rows[at + 3]);
    }

    /// The same motion without its tremor.
    HumanMotion smoothed(Smoothing smoothing) {
        var smooth = new HumanMotion(frames);
        smoothing.apply(rows, WIDTH, smooth.rows);
        for (int f = 0; f < frames; f++) {
            for (int turn : TURNS) {
                Smoothing.unit(smooth.rows, f * WIDTH + turn);
            }
        }
        return smooth;
    }
}
