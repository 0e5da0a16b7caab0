package dev.firsthand.perf;

import dev.firsthand.recording.align.Turning;
import dev.firsthand.streams.time.ClockName;
import java.util.SplittableRandom;

/// A head that turns this way and that below 3 Hz about three axes, and what sensors on it say of how fast.
final class MadeUpHead {
    private static final int AXES = 3;
    private static final int WAVES = 40;
    private static final double FASTEST_HERTZ = 3;

    private final double[][] waves = new double[AXES * WAVES][];

    MadeUpHead(long seed) {
        var random = new SplittableRandom(seed);
        for (int w = 0; w < waves.length; w++) {
            waves[w] = new double[] {
                random.nextGaussian() / Math.sqrt(WAVES),
                2 * Math.PI * random.nextDouble(0.05, FASTEST_HERTZ),
                random.nextDouble(2 * Math.PI)
            };
        }
    }

    /// From a moment of the head's life on, with noise about each axis as a share of how it usually turns.
    Turning felt(ClockName clock, double hertz, double from, double seconds, SplittableRandom noise, double share) {
        int size = (int) (seconds * hertz);
        long[] times = new long[size];
        double[] rates = new double[size];
        for (int i = 0; i < size; i++) {
            times[i] = Math.round(i / hertz * 1e9);
            double squares = 0;
            for (int axis = 0; axis < AXES; axis++) {
                double rate = rate(axis, from + i / hertz) + share * Math.sqrt(0.5) * noise.nextGaussian();
                squares += rate * rate;
            }
            rates[i] = Math.sqrt(squares);
        }
        return new Turning(clock, times, rates);
    }

    private double rate(int axis, double life) {
        double rate = 0;
        for (int w = axis * WAVES; w < (axis + 1) * WAVES; w++) {
            rate += waves[w][0] * Math.sin(waves[w][1] * life + waves[w][2]);
        }
        return rate;
    }
}
