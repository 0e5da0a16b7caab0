package dev.firsthand.recording.statistics;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/// Exact quantiles by the definition that numpy calls `linear` (Hyndman and Fan's type 7): the value at position
/// (n - 1) q of the sorted values, between two neighbours in proportion. All arithmetic is in double.
final class Quantiles {
    private Quantiles() {}

    /// Sorts `values` in place; returns one number per statistic, set for the quantiles.
    static double[] of(float[] values) {
        Arrays.sort(values);
        return at(values.length, i -> values[(int) i]);
    }

    static double[] of(double[] values) {
        Arrays.sort(values);
        return at(values.length, i -> values[(int) i]);
    }

    static double[] of(long[] values) {
        Arrays.sort(values);
        return at(values.length, i -> values[(int) i]);
    }

    /// Of `counts[v]` pixels with the value v, divided by `scale`.
    static double[] of(long[] counts, double scale) {
        long total = Arrays.stream(counts).sum();
        return at(total, i -> valueAt(counts, i) / scale);
    }

    private static int valueAt(long[] counts, long position) {
        long before = 0;
        for (int value = 0; value < counts.length; value++) {
            before += counts[value];
            if (position < before) {
                return value;
            }
        }
        throw new IllegalArgumentException("position %d lies behind the last of %d".formatted(position, before));
    }

    private static double[] at(long count, LongToDoubleFunction sorted) {
        var quantiles = new double[Stat.values().length];
        for (Stat stat : Stat.QUANTILES) {
            double position = (count - 1) * stat.fraction();
            long low = (long) Math.floor(position);
            long high = Math.min(low + 1, count - 1);
            quantiles[stat.row()] = between(sorted.applyAsDouble(low), sorted.applyAsDouble(high), position - low);
        }
        return quantiles;
    }

    /// As numpy does it, from the nearer end.
    private static double between(double low, double high, double share) {
        double apart = high - low;
        return share >= 0.5 ? high - apart * (1 - share) : low + apart * share;
    }
}
