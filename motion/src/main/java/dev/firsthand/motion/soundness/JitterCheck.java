package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.BodyPart;

/// Shaking between 10 and 25 Hz: people hardly move there, sensors and solvers do. Measured as how far a part
/// strays in that band. Above 25 Hz nothing is looked at, so that files of different rates are measured alike.
///
/// Shares of acceleration power, which are usual, do not tell: on clean optical recordings at 120 Hz they lie
/// between 0.5 and 45, for a millimetre of noise is there all the time.
final class JitterCheck {
    private static final double SLOW_HERTZ = 10;
    private static final double FAST_HERTZ = 25;
    private static final double WINDOW_SECONDS = 2;
    private static final double RATE_LEAST_HERTZ = 50;

    private JitterCheck() {}

    static void check(Tracks tracks, Thresholds limits, Findings findings) {
        double rate = tracks.framesPerSecond();
        int window = (int) (WINDOW_SECONDS * rate);
        if (rate < RATE_LEAST_HERTZ
                || tracks.frames() < window
                || !tracks.parts().iterator().hasNext()) {
            return; // too slow, too short or too little known to tell
        }
        findings.made(Check.JITTER);
        var slow = new LowPass(SLOW_HERTZ, rate);
        var fast = new LowPass(FAST_HERTZ, rate);
        for (BodyPart part : tracks.parts()) {
            double[] strays = new double[tracks.frames() / window];
            for (int axis = 0; axis < 3; axis++) {
                float[] all = fast.of(tracks.raw(part, axis));
                float[] calm = slow.of(tracks.raw(part, axis));
                for (int f = 0; f < strays.length * window; f++) {
                    double off = all[f] - calm[f];
                    strays[f / window] += off * off / window;
                }
            }
            tell(tracks, limits, findings, part, strays, window);
        }
    }

    private static void tell(
            Tracks tracks, Thresholds limits, Findings findings, BodyPart part, double[] strays, int window) {
        for (int w = 0; w < strays.length; w++) {
            double metres = Math.sqrt(strays[w]);
            if (metres > limits.jitterWarnMetres()) {
                findings.add(
                        Check.JITTER,
                        metres > limits.jitterFailMetres() ? Level.FAIL : Level.WARN,
                        tracks.name(part),
                        w * window,
                        (w + 1) * window,
                        metres,
                        limits.jitterWarnMetres(),
                        "m");
            }
        }
    }
}
