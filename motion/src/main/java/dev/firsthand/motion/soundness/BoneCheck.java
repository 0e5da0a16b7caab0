package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;

/// Bones that change their length. A suit's bones can't; those of cameras and markers can. The bone into the joint
/// that carries the body through the room is none.
final class BoneCheck {
    private BoneCheck() {}

    static void check(Tracks tracks, Thresholds limits, Findings findings) {
        findings.made(Check.BONE_DRIFT);
        Clip clip = tracks.clip();
        int hips = tracks.body().joint(BodyPart.HIPS).orElse(0);
        for (int m = 0; m < clip.movers().length; m++) {
            int joint = clip.movers()[m];
            if (joint <= hips || clip.skeleton().joints().get(joint).parent() < 0) {
                continue;
            }
            double[] length = lengths(clip, m);
            double mean = mean(length);
            if (mean < 0.02) {
                continue; // joints that stand on each other have no bone
            }
            double drift = (max(length) - min(length)) / mean;
            if (drift > limits.boneWarnShare()) {
                Level level = drift > limits.boneFailShare() ? Level.FAIL : Level.WARN;
                String name = clip.skeleton().joints().get(joint).name();
                Findings.runs(
                        length.length,
                        5,
                        f -> Math.abs(length[f] / mean - 1) > limits.boneWarnShare() / 2,
                        (start, end) -> findings.add(
                                Check.BONE_DRIFT, level, name, start, end, drift, limits.boneWarnShare(), "1"));
            }
        }
    }

    private static double[] lengths(Clip clip, int mover) {
        double[] lengths = new double[clip.frames() - clip.firstFrameOfMotion()];
        double last = 0;
        for (int f = 0; f < lengths.length; f++) {
            int at = 3 * ((f + clip.firstFrameOfMotion()) * clip.movers().length + mover);
            double[] t = clip.translations();
            double length = Math.sqrt(t[at] * t[at] + t[at + 1] * t[at + 1] + t[at + 2] * t[at + 2]);
            lengths[f] = Double.isNaN(length) ? last : length;
            last = lengths[f];
        }
        return lengths;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double max(double[] values) {
        double max = values[0];
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    private static double min(double[] values) {
        double min = values[0];
        for (double value : values) {
            min = Math.min(min, value);
        }
        return min;
    }
}
