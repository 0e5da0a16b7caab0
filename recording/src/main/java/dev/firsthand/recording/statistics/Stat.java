package dev.firsthand.recording.statistics;

import java.util.Arrays;
import java.util.List;

/// The statistics of a feature, in the order of LeRobot's own columns; `count` stands after [#STD].
public enum Stat {
    MIN("min", 0, -1),
    MAX("max", 1, -1),
    MEAN("mean", 2, -1),
    STD("std", 3, -1),
    Q01("q01", 4, 0.01),
    Q10("q10", 5, 0.10),
    Q50("q50", 6, 0.50),
    Q90("q90", 7, 0.90),
    Q99("q99", 8, 0.99);

    public static final String COUNT = "count";
    public static final List<Stat> QUANTILES =
            Arrays.stream(values()).filter(Stat::quantile).toList();

    private final String key;
    private final int row;
    private final double fraction;

    Stat(String key, int row, double fraction) {
        this.key = key;
        this.row = row;
        this.fraction = fraction;
    }

    public String key() {
        return key;
    }

    /// Where it stands in a table of all of them.
    public int row() {
        return row;
    }

    public boolean quantile() {
        return fraction >= 0;
    }

    double fraction() {
        return fraction;
    }
}
