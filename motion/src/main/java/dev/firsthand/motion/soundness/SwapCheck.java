package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;

/// Left and right exchanged: both hands (or feet) jump at once to where the other was, or the body faces backwards
/// against its feet.
final class SwapCheck {
    private static final double JUMP_METRES = 0.15;
    private static final double NEARER_SHARE = 0.6;
    private static final Vector3 UP = new Vector3(0, 0, 1);

    private SwapCheck() {}

    static void check(Tracks tracks, Findings findings) {
        if (!tracks.body().whole()) {
            return;
        }
        findings.made(Check.SWAPPED_SIDES);
        jumps(tracks, findings, BodyPart.LEFT_HAND, BodyPart.RIGHT_HAND);
        jumps(tracks, findings, BodyPart.LEFT_FOOT, BodyPart.RIGHT_FOOT);
        facing(tracks, findings);
    }

    /// A swap has a beginning and often an end; what lies between two such jumps is exchanged.
    private static void jumps(Tracks tracks, Findings findings, BodyPart left, BodyPart right) {
        var jumps = new ArrayList<Integer>();
        for (int f = 1; f < tracks.frames(); f++) {
            if (swaps(tracks, left, right, f)) {
                jumps.add(f);
            }
        }
        for (int i = 0; i < jumps.size(); i += 2) {
            int end = i + 1 < jumps.size() ? jumps.get(i + 1) : tracks.frames();
            findings.add(
                    Check.SWAPPED_SIDES,
                    Level.FAIL,
                    tracks.name(left) + " and " + tracks.name(right),
                    jumps.get(i),
                    end,
                    (end - jumps.get(i)) / tracks.framesPerSecond(),
                    0,
                    "s");
        }
    }

    private static boolean swaps(Tracks tracks, BodyPart left, BodyPart right, int frame) {
        Vector3 move = tracks.raw(BodyPart.HIPS, (long) frame).minus(tracks.raw(BodyPart.HIPS, frame - 1L));
        Vector3 left0 = tracks.raw(left, frame - 1L).plus(move);
        Vector3 right0 = tracks.raw(right, frame - 1L).plus(move);
        Vector3 left1 = tracks.raw(left, (long) frame);
        Vector3 right1 = tracks.raw(right, (long) frame);
        double stayed =
                Math.min(left1.minus(left0).length(), right1.minus(right0).length());
        double crossed =
                Math.max(left1.minus(right0).length(), right1.minus(left0).length());
        return stayed > JUMP_METRES && crossed < NEARER_SHARE * stayed;
    }

    /// Hips face the way that toes point, for most of the time.
    private static void facing(Tracks tracks, Findings findings) {
        if (!tracks.has(BodyPart.LEFT_TOE, BodyPart.RIGHT_TOE)) {
            return;
        }
        int against = 0;
        int looked = 0;
        for (int f = 0; f < tracks.frames(); f += 10) {
            Vector3 left = tracks.at(BodyPart.LEFT_THIGH, f).minus(tracks.at(BodyPart.RIGHT_THIGH, f));
            Vector3 toes = tracks.at(BodyPart.LEFT_TOE, f)
                    .minus(tracks.at(BodyPart.LEFT_FOOT, f))
                    .plus(tracks.at(BodyPart.RIGHT_TOE, f).minus(tracks.at(BodyPart.RIGHT_FOOT, f)));
            double forward = left.cross(UP).dot(toes.across(UP));
            looked++;
            against += forward < 0 ? 1 : 0;
        }
        if (against > looked / 2) {
            findings.add(
                    Check.SWAPPED_SIDES,
                    Level.FAIL,
                    "left and right side",
                    0,
                    tracks.frames(),
                    (double) against / looked,
                    0.5,
                    "1");
        }
    }
}
