package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Whether a clip begins with a pose that somebody put there, for calibration, before the motion.
final class FirstPose {
    private static final double JUMP_METRES = 0.3;
    private static final double JUMP_MPS = 8; // at a few frames a second a walk is as far from one to the next
    private static final double JUMP_RADIANS = Math.toRadians(20);
    private static final double NOTHING_TURNED_RADIANS = 0.002; // acos of single numbers tells no less
    private static final double ABOVE_USUAL = 10;
    private static final double BLENDS_ABOVE_USUAL = 3;
    private static final double BLEND_SECONDS = 0.25;

    private FirstPose() {}

    /// A clip whose motion begins where it does, and which frame before that is an inserted pose.
    record Parted(Clip clip, OptionalInt inserted) {}

    /// Tells what was decided.
    static Parted part(Clip clip, List<Decision> decisions) {
        OptionalInt inserted = inserted(clip);
        if (inserted.isEmpty()) {
            return new Parted(clip, inserted);
        }
        int first = motionAfter(clip);
        decisions.add(Decision.sure(
                "first-frame-no-motion",
                "Frame %d is an inserted pose, not motion: motion begins with frame %d."
                        .formatted(inserted.getAsInt(), first)));
        return new Parted(
                new Clip(
                        clip.skeleton(),
                        clip.frameSeconds(),
                        clip.frames(),
                        first,
                        clip.rotations(),
                        clip.movers(),
                        clip.translations()),
                inserted);
    }

    /// The first frame of motion after an inserted pose: some programs blend from the one into the other over some
    /// frames.
    static int motionAfter(Clip clip) {
        double usual = usualTurn(clip);
        int last = Math.min(clip.frames() - 2, (int) (BLEND_SECONDS / clip.frameSeconds()));
        int frame = 1;
        while (frame < last && turned(clip, frame) > BLENDS_ABOVE_USUAL * usual) {
            frame++;
        }
        return frame;
    }

    /// Frame 0 where the body stands elsewhere in it, or in another pose, than in frame 1.
    static OptionalInt inserted(Clip clip) {
        if (clip.frames() < 3) {
            return OptionalInt.empty();
        }
        double turn = turned(clip, 0);
        double usual = usualTurn(clip);
        boolean rest = nothingTurned(clip, 0) && !nothingTurned(clip, 1) && turn > ABOVE_USUAL * usual;
        boolean posed = turn > JUMP_RADIANS && turn > ABOVE_USUAL * usual;
        double moved = moved(clip);
        boolean jumped = moved > JUMP_METRES && moved > JUMP_MPS * clip.frameSeconds();
        return rest || posed || jumped ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /// The largest turn of one joint from a frame to the next.
    private static double turned(Clip clip, int frame) {
        int width = 4 * clip.skeleton().size();
        double most = 0;
        for (int at = frame * width; at < (frame + 1) * width; at += 4) {
            double dot = 0;
            for (int k = 0; k < 4; k++) {
                dot += (double) clip.rotations()[at + k] * clip.rotations()[at + width + k];
            }
            most = Math.max(most, 2 * Math.acos(Math.min(1, Math.abs(dot))));
        }
        return most;
    }

    private static double usualTurn(Clip clip) {
        int count = Math.min(clip.frames() - 2, 400);
        double[] turns = new double[count];
        for (int f = 0; f < count; f++) {
            turns[f] = turned(clip, f + 1);
        }
        Arrays.sort(turns);
        return turns[count / 2];
    }

    private static boolean nothingTurned(Clip clip, int frame) {
        int joints = clip.skeleton().size();
        for (int j = 0; j < joints; j++) {
            double w = Math.min(1, Math.abs(clip.rotations()[4 * (frame * joints + j) + 3]));
            if (2 * Math.acos(w) > NOTHING_TURNED_RADIANS) {
                return false;
            }
        }
        return true;
    }

    private static double moved(Clip clip) {
        if (clip.movers().length == 0) {
            return 0;
        }
        double[] places = clip.translations();
        int width = 3 * clip.movers().length;
        return Math.sqrt(square(places[width] - places[0])
                + square(places[width + 1] - places[1])
                + square(places[width + 2] - places[2]));
    }

    private static double square(double value) {
        return value * value;
    }
}
