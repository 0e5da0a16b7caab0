package dev.firsthand.bench.score;

import java.util.Arrays;

/// Figures of a sample, and of what repeats of it would have shown.
public final class SampleFigures {
    private SampleFigures() {}

    /// The mean of the middle half (Agarwal and others 2021): a quarter is cut off at each end.
    public static double interquartileMean(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int cut = sorted.length / 4;
        return mean(sorted, cut, sorted.length - cut);
    }

    public static double mean(double[] values) {
        return mean(values, 0, values.length);
    }

    /// None is NaN. A plain loop: a bootstrap asks for ten thousand of them.
    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /// The median of the slopes between every two points (Theil 1950, Sen 1968).
    public static double theilSenSlope(double[] x, double[] y) {
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[i] != x[j]) {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        return median(Arrays.copyOf(slopes, count));
    }

    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// pass^k: the chance that k runs drawn from n, of which c passed, all passed.
    public static double passPower(int passed, int runs, int k) {
        double chance = 1;
        for (int i = 0; i < k; i++) {
            chance *= Math.max(0, passed - i) / (double) (runs - i);
        }
        return chance;
    }
}
