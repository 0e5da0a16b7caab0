package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.BodyPart;

/// Parts that are elsewhere from one frame to the next: told by accelerations that no muscle gives, after
/// smoothing.
final class TeleportCheck {
    private static final double BRIDGE_SECONDS = 0.1;
    private static final double SHARE_WARN = 0.001;

    private TeleportCheck() {}

    static void check(Tracks tracks, Thresholds limits, Findings findings) {
        if (!tracks.parts().iterator().hasNext()) {
            return; // no part of a body was found: nothing was looked at
        }
        findings.made(Check.TELEPORTS);
        double rate = tracks.framesPerSecond();
        int bridge = (int) (BRIDGE_SECONDS * rate);
        for (BodyPart part : tracks.parts()) {
            float[] acceleration = acceleration(tracks, part);
            int flagged = 0;
            for (float one : acceleration) {
                flagged += one > limits.teleportMps2() ? 1 : 0;
            }
            Level level = flagged > SHARE_WARN * tracks.frames() ? Level.FAIL : Level.WARN;
            Findings.runs(tracks.frames(), bridge, f -> acceleration[f] > limits.teleportMps2(), (start, end) -> {
                double most = 0;
                for (int f = start; f < end; f++) {
                    most = Math.max(most, acceleration[f]);
                }
                findings.add(
                        Check.TELEPORTS, level, tracks.name(part), start, end, most, limits.teleportMps2(), "m/s2");
            });
        }
        rootSteps(tracks, limits, findings);
    }

    /// Magnitude of the second difference of the smoothed place.
    static float[] acceleration(Tracks tracks, BodyPart part) {
        float[] sum = new float[tracks.frames()];
        double squared = tracks.framesPerSecond() * tracks.framesPerSecond();
        for (int axis = 0; axis < 3; axis++) {
            float[] place = tracks.smooth(part, axis);
            for (int f = 1; f + 1 < sum.length; f++) {
                double a = (place[f + 1] - 2.0 * place[f] + place[f - 1]) * squared;
                sum[f] += (float) (a * a);
            }
        }
        for (int f = 0; f < sum.length; f++) {
            sum[f] = (float) Math.sqrt(sum[f]);
        }
        return sum;
    }

    private static void rootSteps(Tracks tracks, Thresholds limits, Findings findings) {
        if (!tracks.has(BodyPart.HIPS)) {
            return;
        }
        for (int f = 1; f < tracks.frames(); f++) {
            double step = tracks.raw(BodyPart.HIPS, (long) f)
                    .minus(tracks.raw(BodyPart.HIPS, f - 1L))
                    .length();
            if (step > limits.rootStepMetres()) {
                findings.add(
                        Check.TELEPORTS,
                        Level.FAIL,
                        tracks.name(BodyPart.HIPS),
                        f - 1,
                        f + 1,
                        step,
                        limits.rootStepMetres(),
                        "m");
            }
        }
    }
}
