package dev.firsthand.recording.statistics;

import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.video.ImageHistogram;

/// Exact statistics of the rows of one feature; the standard deviation divides by n, as numpy's does.
public final class Statistics {
    private static final int CHANNELS = 3;
    private static final double PIXEL_MAX = 255;

    private Statistics() {}

    /// Of a column whose rows hold `width` elements each.
    public static FeatureStats of(Column column, int width) {
        int rows = column.size() / width;
        var stats = new double[Stat.values().length][width];
        for (int e = 0; e < width; e++) {
            int element = e;
            double[] quantiles = switch (column) {
                case Column.Floats(var values) -> {
                    float[] one = element(values, width, element);
                    moments(rows, i -> values[i * width + element], stats, element);
                    yield Quantiles.of(one);
                }
                case Column.Doubles(var values) -> {
                    double[] one = element(values, width, element);
                    moments(rows, i -> values[i * width + element], stats, element);
                    yield Quantiles.of(one);
                }
                case Column.Longs(var values) -> {
                    long[] one = element(values, width, element);
                    moments(rows, i -> values[i * width + element], stats, element);
                    yield Quantiles.of(one);
                }
                case Column.Texts texts ->
                    throw new IllegalArgumentException("no statistics of %d texts".formatted(texts.size()));
            };
            for (Stat stat : Stat.QUANTILES) {
                stats[stat.row()][e] = quantiles[stat.row()];
            }
        }
        return new FeatureStats(rows, stats);
    }

    /// Of all pixels of the counted frames; the count is of frames, as lerobot counts them.
    public static FeatureStats of(ImageHistogram histogram) {
        var stats = new double[Stat.values().length][CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            long[] counts = histogram.counts()[channel];
            pixels(counts, stats, channel);
            double[] quantiles = Quantiles.of(counts, PIXEL_MAX);
            for (Stat stat : Stat.QUANTILES) {
                stats[stat.row()][channel] = quantiles[stat.row()];
            }
        }
        return new FeatureStats(histogram.frames(), stats);
    }

    private static void pixels(long[] counts, double[][] stats, int channel) {
        double total = 0;
        double sum = 0;
        int least = counts.length;
        int greatest = 0;
        for (int value = 0; value < counts.length; value++) {
            total += counts[value];
            sum += (double) counts[value] * value;
            if (counts[value] > 0) {
                least = Math.min(least, value);
                greatest = value;
            }
        }
        double mean = sum / total;
        double squares = 0;
        for (int value = 0; value < counts.length; value++) {
            squares += counts[value] * (value - mean) * (value - mean);
        }
        stats[Stat.MIN.row()][channel] = least / PIXEL_MAX;
        stats[Stat.MAX.row()][channel] = greatest / PIXEL_MAX;
        stats[Stat.MEAN.row()][channel] = mean / PIXEL_MAX;
        stats[Stat.STD.row()][channel] = Math.sqrt(squares / total) / PIXEL_MAX;
    }

    private interface Values {
        double at(int row);
    }

    private static void moments(int rows, Values values, double[][] stats, int element) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows; row++) {
            double value = values.at(row);
            sum += value;
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double mean = sum / rows;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            double apart = values.at(row) - mean;
            squares += apart * apart;
        }
        stats[Stat.MIN.row()][element] = least;
        stats[Stat.MAX.row()][element] = greatest;
        stats[Stat.MEAN.row()][element] = mean;
        stats[Stat.STD.row()][element] = Math.sqrt(squares / rows);
    }

    static float[] element(float[] values, int width, int element) {
        var one = new float[values.length / width];
        for (int row = 0; row < one.length; row++) {
            one[row] = values[row * width + element];
        }
        return one;
    }

    static double[] element(double[] values, int width, int element) {
        var one = new double[values.length / width];
        for (int row = 0; row < one.length; row++) {
            one[row] = values[row * width + element];
        }
        return one;
    }

    static long[] element(long[] values, int width, int element) {
        var one = new long[values.length / width];
        for (int row = 0; row < one.length; row++) {
            one[row] = values[row * width + element];
        }
        return one;
    }
}
