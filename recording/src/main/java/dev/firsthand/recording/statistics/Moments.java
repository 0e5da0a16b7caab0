package dev.firsthand.recording.statistics;

/// Count, mean, squared deviations, least and greatest of each element of a feature; two of them add up exactly as if
/// all rows had been seen at once, but for rounding (Chan, Golub, LeVeque 1979).
public final class Moments {
    private final double[] mean;
    private final double[] squares;
    private final double[] min;
    private final double[] max;
    private long count;

    public Moments(int width) {
        mean = new double[width];
        squares = new double[width];
        min = new double[width];
        max = new double[width];
    }

    public int width() {
        return mean.length;
    }

    public long count() {
        return count;
    }

    /// Adds rows of which all but the squared deviations is known from their statistics.
    public void add(FeatureStats stats) {
        long total = count + stats.count();
        for (int e = 0; e < mean.length; e++) {
            double otherMean = stats.of(Stat.MEAN)[e];
            double otherStd = stats.of(Stat.STD)[e];
            double apart = otherMean - mean[e];
            squares[e] +=
                    otherStd * otherStd * stats.count() + apart * apart * ((double) count * stats.count() / total);
            mean[e] += apart * ((double) stats.count() / total);
            min[e] = count == 0 ? stats.of(Stat.MIN)[e] : Math.min(min[e], stats.of(Stat.MIN)[e]);
            max[e] = count == 0 ? stats.of(Stat.MAX)[e] : Math.max(max[e], stats.of(Stat.MAX)[e]);
        }
        count = total;
    }

    /// The statistics with quantiles of another source.
    public FeatureStats with(double[][] quantiles) {
        var values = new double[Stat.values().length][];
        values[Stat.MIN.row()] = min.clone();
        values[Stat.MAX.row()] = max.clone();
        values[Stat.MEAN.row()] = mean.clone();
        values[Stat.STD.row()] = new double[mean.length];
        for (int e = 0; e < mean.length; e++) {
            values[Stat.STD.row()][e] = Math.sqrt(squares[e] / count);
        }
        for (Stat stat : Stat.QUANTILES) {
            values[stat.row()] = quantiles[stat.row()];
        }
        return new FeatureStats(count, values);
    }
}
