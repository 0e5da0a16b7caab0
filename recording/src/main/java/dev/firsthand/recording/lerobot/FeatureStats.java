package dev.firsthand.recording.lerobot;

/// The statistics of one feature: `values[stat.row()][element]` over `count` rows. Values of pictures are per
/// channel, from 0 to 1.
@SuppressWarnings("ArrayRecordComponent") // a small table of numbers
record FeatureStats(long count, double[][] values) {
    double[] of(Stat stat) {
        return values[stat.row()];
    }

    int width() {
        return values[0].length;
    }
}
