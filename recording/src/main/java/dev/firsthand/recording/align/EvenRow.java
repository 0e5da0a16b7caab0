package dev.firsthand.recording.align;

import java.util.Arrays;

/// Turning rates at an even [#HERTZ], without what is slower than a head moves or faster than a body does.
/// Values on a straight line between neighbours; what is not known is bridged.
@SuppressWarnings("ArrayRecordComponent") // a row of numbers is the point of this type
record EvenRow(long startNanos, double[] values) {
    /// Four times what the band below needs, so that a peak between two places is told by its neighbours.
    static final int HERTZ = 100;

    /// The band that a phone on the head and a suit both follow (reference: 0.3 to 8 Hz).
    static final double LOW_HERTZ = 0.3;

    static final double HIGH_HERTZ = 8;

    private static final long STEP_NANOS = 1_000_000_000 / HERTZ;

    /// How far the band's edges are softened, so that they do not ring.
    private static final double SOFT_SHARE = 0.25;

    static EvenRow of(Turning turning) {
        long[] times = turning.timesNanos();
        int size = Math.toIntExact((times[times.length - 1] - times[0]) / STEP_NANOS + 1);
        double[] values = new double[size];
        int left = -1;
        int right = next(turning, 0);
        for (int i = 0; i < size; i++) {
            long wanted = times[0] + i * STEP_NANOS;
            while (right < times.length && times[right] <= wanted) {
                left = right;
                right = next(turning, right + 1);
            }
            values[i] = between(turning, left, right, wanted);
        }
        keepBand(values);
        return new EvenRow(times[0], values);
    }

    /// The next place at or after `from` whose rate is known.
    private static int next(Turning turning, int from) {
        int at = from;
        while (at < turning.ratesRadps().length && !Double.isFinite(turning.ratesRadps()[at])) {
            at++;
        }
        return at;
    }

    private static double between(Turning turning, int left, int right, long wanted) {
        double[] rates = turning.ratesRadps();
        boolean before = left < 0;
        boolean after = right >= rates.length;
        if (before || after) {
            return before && after ? 0 : rates[before ? right : left];
        }
        long[] times = turning.timesNanos();
        double share = (double) (wanted - times[left]) / (times[right] - times[left]);
        return rates[left] + share * (rates[right] - rates[left]);
    }

    private static void keepBand(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        var fourier = new Fourier(values.length + HERTZ);
        double[] re = new double[fourier.size()];
        double[] im = new double[fourier.size()];
        for (int i = 0; i < values.length; i++) {
            re[i] = values[i] - mean;
        }
        fourier.forward(re, im);
        for (int i = 0; i < re.length; i++) {
            double share = share((double) Math.min(i, re.length - i) * HERTZ / re.length);
            re[i] *= share;
            im[i] *= share;
        }
        fourier.back(re, im);
        System.arraycopy(re, 0, values, 0, values.length);
    }

    private static double share(double hertz) {
        return rising(hertz / LOW_HERTZ) * rising(HIGH_HERTZ / Math.max(hertz, 1e-9));
    }

    /// From 0 below the edge to 1 at it.
    private static double rising(double ratio) {
        double share = Math.clamp((ratio - (1 - SOFT_SHARE)) / SOFT_SHARE, 0, 1);
        return share * share * (3 - 2 * share);
    }

    int size() {
        return values.length;
    }

    double seconds() {
        return (double) values.length / HERTZ;
    }
}
