package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.Clip;

/// Joints that were not measured for a while.
final class GapCheck {
    private GapCheck() {}

    static void check(Tracks tracks, Thresholds limits, Findings findings) {
        findings.made(Check.GAPS);
        Clip clip = tracks.clip();
        int first = clip.firstFrameOfMotion();
        int joints = clip.skeleton().size();
        for (int j = 0; j < joints; j++) {
            int joint = j;
            String name = clip.skeleton().joints().get(j).name();
            Findings.runs(
                    tracks.frames(),
                    0,
                    f -> Float.isNaN(clip.rotations()[4 * ((first + f) * joints + joint)]),
                    (start, end) -> tell(findings, limits, name, start, end, clip.frameSeconds()));
        }
        int movers = clip.movers().length;
        for (int m = 0; m < movers; m++) {
            int mover = m;
            String name = clip.skeleton().joints().get(clip.movers()[m]).name();
            Findings.runs(
                    tracks.frames(),
                    0,
                    f -> Double.isNaN(clip.translations()[3 * ((first + f) * movers + mover)]),
                    (start, end) -> tell(findings, limits, name, start, end, clip.frameSeconds()));
        }
    }

    private static void tell(
            Findings findings, Thresholds limits, String name, int start, int end, double frameSeconds) {
        double seconds = (end - start) * frameSeconds;
        if (seconds > limits.gapWarnSeconds()) {
            Level level = seconds > limits.gapFailSeconds() ? Level.FAIL : Level.WARN;
            findings.add(Check.GAPS, level, name, start, end, seconds, limits.gapWarnSeconds(), "s");
        }
    }
}
