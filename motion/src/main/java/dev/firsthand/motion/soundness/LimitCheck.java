package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.streams.space.Vector3;
import java.util.function.IntToDoubleFunction;

/// Knees that bend forwards, knees and elbows that fold too far, heads that turn over.
final class LimitCheck {
    private static final double SHORT_SECONDS = 0.05;
    private static final double ACROSS_SHARE = 0.8;

    private LimitCheck() {}

    static void check(Tracks tracks, Thresholds limits, Findings findings) {
        if (!tracks.body().whole()) {
            return;
        }
        findings.made(Check.JOINT_LIMITS);
        fold(tracks, limits, findings, BodyPart.LEFT_UPPER_ARM, BodyPart.LEFT_FOREARM, BodyPart.LEFT_HAND);
        fold(tracks, limits, findings, BodyPart.RIGHT_UPPER_ARM, BodyPart.RIGHT_FOREARM, BodyPart.RIGHT_HAND);
        fold(tracks, limits, findings, BodyPart.LEFT_THIGH, BodyPart.LEFT_SHIN, BodyPart.LEFT_FOOT);
        fold(tracks, limits, findings, BodyPart.RIGHT_THIGH, BodyPart.RIGHT_SHIN, BodyPart.RIGHT_FOOT);
        knee(tracks, limits, findings, BodyPart.LEFT_THIGH, BodyPart.LEFT_SHIN, BodyPart.LEFT_FOOT);
        knee(tracks, limits, findings, BodyPart.RIGHT_THIGH, BodyPart.RIGHT_SHIN, BodyPart.RIGHT_FOOT);
        if (tracks.has(BodyPart.CHEST, BodyPart.NECK)) {
            above(
                    tracks,
                    findings,
                    BodyPart.NECK,
                    f -> Math.toDegrees(bone(tracks, BodyPart.HIPS, BodyPart.NECK, f)
                            .angleTo(bone(tracks, BodyPart.NECK, BodyPart.HEAD, f))),
                    limits.neckMostDegrees());
        }
    }

    private static void fold(
            Tracks tracks, Thresholds limits, Findings findings, BodyPart root, BodyPart hinge, BodyPart tip) {
        above(
                tracks,
                findings,
                hinge,
                f -> Math.toDegrees(bone(tracks, root, hinge, f).angleTo(bone(tracks, hinge, tip, f))),
                limits.bendMostDegrees());
    }

    /// A knee bends about the axis from left to right, and the shin goes back. How far it goes forward is measured
    /// while that axis lies across the thigh.
    private static void knee(
            Tracks tracks, Thresholds limits, Findings findings, BodyPart hip, BodyPart knee, BodyPart foot) {
        above(
                tracks,
                findings,
                knee,
                f -> {
                    Vector3 left = bone(tracks, BodyPart.RIGHT_THIGH, BodyPart.LEFT_THIGH, f)
                            .unit();
                    Vector3 thigh = bone(tracks, hip, knee, f).unit();
                    Vector3 shin = bone(tracks, knee, foot, f);
                    Vector3 facing = thigh.cross(left);
                    double forward = shin.dot(facing.unit());
                    return facing.length() < ACROSS_SHARE ? 0 : Math.toDegrees(Math.atan2(forward, shin.dot(thigh)));
                },
                limits.kneeBackDegrees());
    }

    private static void above(
            Tracks tracks, Findings findings, BodyPart part, IntToDoubleFunction degrees, double most) {
        double[] all = new double[tracks.frames()];
        for (int f = 0; f < all.length; f++) {
            all[f] = degrees.applyAsDouble(f);
        }
        int least = (int) (SHORT_SECONDS * tracks.framesPerSecond());
        Findings.runs(all.length, 2, f -> all[f] > most, (start, end) -> {
            double worst = 0;
            for (int f = start; f < end; f++) {
                worst = Math.max(worst, all[f]);
            }
            Level level = worst > most + 10 ? Level.FAIL : Level.WARN;
            if (end - start > least) {
                findings.add(Check.JOINT_LIMITS, level, tracks.name(part), start, end, worst, most, "degrees");
            }
        });
    }

    private static Vector3 bone(Tracks tracks, BodyPart from, BodyPart to, int frame) {
        return tracks.at(to, frame).minus(tracks.at(from, frame));
    }
}
