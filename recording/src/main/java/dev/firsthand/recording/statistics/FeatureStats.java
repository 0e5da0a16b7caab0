package dev.firsthand.recording.statistics;

/// The statistics of one feature: `values[stat.row()][element]` over `count` rows. Values of pictures are per
/// channel, from 0 to 1.
@SuppressWarnings("ArrayRecordComponent") // a small table of numbers
public record FeatureStats(long count, double[][] values) {
    public double[] of(Stat stat) {
        return values[stat.row()];
    }

    public int width() {
        return values[0].length;
    }
}
