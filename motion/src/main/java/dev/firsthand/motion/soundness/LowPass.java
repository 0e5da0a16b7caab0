package dev.firsthand.motion.soundness;

/// A Butterworth low-pass filter of the second order, run forwards and backwards: of the fourth order together, and
/// without delay.
final class LowPass {
    private static final double NYQUIST_SHARE_MOST = 0.8;

    private final double b0;
    private final double b1;
    private final double a1;
    private final double a2;

    /// @param cutoffHertz lowered where the rate is too low for it
    LowPass(double cutoffHertz, double framesPerSecond) {
        double cutoff = Math.min(cutoffHertz, NYQUIST_SHARE_MOST * framesPerSecond / 2);
        // two passes together are 3 dB down at the cutoff: each alone a little higher (Winter, Biomechanics, 2009)
        double k = Math.tan(Math.PI * Math.min(cutoff / 0.802, 0.45 * framesPerSecond) / framesPerSecond);
        double norm = 1 / (1 + Math.sqrt(2) * k + k * k);
        b0 = k * k * norm;
        b1 = 2 * b0;
        a1 = 2 * (k * k - 1) * norm;
        a2 = (1 - Math.sqrt(2) * k + k * k) * norm;
    }

    /// The ends are held, so that a clip does not begin or end with a swing.
    float[] of(float[] values) {
        float[] passed = values.clone();
        if (values.length == 0) {
            return passed;
        }
        double x1 = values[0];
        double x2 = x1;
        double y1 = x1;
        double y2 = x1;
        for (int i = 0; i < passed.length; i++) {
            double x = passed[i];
            double y = b0 * (x + x2) + b1 * x1 - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = y;
            passed[i] = (float) y;
        }
        x1 = passed[passed.length - 1];
        x2 = x1;
        y1 = x1;
        y2 = x1;
        for (int i = passed.length - 1; i >= 0; i--) {
            double x = passed[i];
            double y = b0 * (x + x2) + b1 * x1 - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = y;
            passed[i] = (float) y;
        }
        return passed;
    }
}
