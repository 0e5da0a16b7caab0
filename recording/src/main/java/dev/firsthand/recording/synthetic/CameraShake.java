package dev.firsthand.recording.synthetic;

import java.util.SplittableRandom;

/// How a head that looks down at a table trembles: small turns about the camera's x (nodding) and y (shaking) axis,
/// sums of sines that begin again after [#PERIOD_SECONDS].
///
/// The camera's axes are x right, y down, z into the picture, and the IMU shares them. A turn by a small angle `a`
/// about y moves the picture by `-focal * a` in x; about x by `+focal * a` in y.
final class CameraShake {
    static final int PERIOD_SECONDS = 10;

    /// Looking down by so much.
    static final double PITCH_RADIANS = -0.7;

    /// All sines together turn at most so far, so that the picture never leaves its backdrop.
    static final double ANGLE_MAX_RADIANS = 0.03;

    private static final double[] HERTZ = {0.4, 0.7, 1.1, 1.7, 2.6, 3.8};

    private final double[] amplitude = new double[HERTZ.length];
    private final double[] nodPhase = new double[HERTZ.length];
    private final double[] shakePhase = new double[HERTZ.length];

    CameraShake(long seed) {
        var random = new SplittableRandom(seed);
        double sum = 0;
        for (double hertz : HERTZ) {
            sum += 1 / hertz;
        }
        for (int i = 0; i < HERTZ.length; i++) {
            amplitude[i] = ANGLE_MAX_RADIANS / HERTZ[i] / sum;
            nodPhase[i] = random.nextDouble() * 2 * Math.PI;
            shakePhase[i] = random.nextDouble() * 2 * Math.PI;
        }
    }

    /// Angle about x, rad.
    double nod(double seconds) {
        return angle(nodPhase, seconds);
    }

    /// Angle about y, rad.
    double shake(double seconds) {
        return angle(shakePhase, seconds);
    }

    /// Rate about x, rad/s.
    double nodRate(double seconds) {
        return rate(nodPhase, seconds);
    }

    /// Rate about y, rad/s.
    double shakeRate(double seconds) {
        return rate(shakePhase, seconds);
    }

    private double angle(double[] phase, double seconds) {
        double sum = 0;
        for (int i = 0; i < HERTZ.length; i++) {
            sum += amplitude[i] * StrictMath.sin(2 * Math.PI * HERTZ[i] * seconds + phase[i]);
        }
        return sum;
    }

    private double rate(double[] phase, double seconds) {
        double sum = 0;
        for (int i = 0; i < HERTZ.length; i++) {
            double pulsation = 2 * Math.PI * HERTZ[i];
            sum += amplitude[i] * pulsation * StrictMath.cos(pulsation * seconds + phase[i]);
        }
        return sum;
    }
}
