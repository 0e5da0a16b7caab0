package dev.firsthand.recording.lerobot;

/// Holds declared statistics against themselves and against exact ones.
final class StatsCheck {
    /// Rounding of another order of adding up.
    private static final double EXACT = 1e-9;

    /// What lerobot's own estimates stay within, of the range of the values: its quantiles come from 5,000 bins, its
    /// deviations from means of squares in single precision.
    private static final double ESTIMATED = 2e-3;

    private static final double SINGLE = 1e-5;

    private final Findings findings;

    StatsCheck(Findings findings) {
        this.findings = findings;
    }

    /// Finite, in the range of pixels where it is a picture, and quantiles in their order between least and greatest.
    void checkAlone(FeatureStats stats, boolean picture, String place) {
        for (Stat stat : Stat.values()) {
            for (double value : stats.of(stat)) {
                if (!Double.isFinite(value)) {
                    findings.add(Rule.STATS_VALUE, place, "%s is not finite".formatted(stat.key()));
                } else if (picture && (value < 0 || value > 1)) {
                    findings.add(
                            Rule.STATS_IMAGE_RANGE,
                            place,
                            "%s is %s: pixels go from 0 to 1".formatted(stat.key(), value));
                }
            }
        }
        findings.check(stats.count() > 0, Rule.STATS_VALUE, place, "count is %d".formatted(stats.count()));
        for (int e = 0; e < stats.width(); e++) {
            checkOrder(stats, e, place);
        }
    }

    private void checkOrder(FeatureStats stats, int element, String place) {
        double below = stats.of(Stat.MIN)[element];
        double range = stats.of(Stat.MAX)[element] - below;
        double slack = EXACT * Math.max(Math.abs(range), Math.abs(below));
        String belowKey = Stat.MIN.key();
        for (Stat stat : Stat.QUANTILES) {
            double value = stats.of(stat)[element];
            if (value < below - slack) {
                wrongOrder(element, belowKey, below, stat.key() + " is " + value, place);
            }
            below = value;
            belowKey = stat.key();
        }
        if (stats.of(Stat.MAX)[element] < below - slack) {
            wrongOrder(element, belowKey, below, "max is " + stats.of(Stat.MAX)[element], place);
        }
    }

    private void wrongOrder(int element, String key, double value, String next, String place) {
        findings.add(
                Rule.STATS_QUANTILE_ORDER, place, "element %d: %s is %s, but %s".formatted(element, key, value, next));
    }

    /// Against what was computed from the data.
    void checkAgainst(FeatureStats declared, FeatureStats exact, String place) {
        findings.check(
                declared.count() == exact.count(),
                Rule.STATS_VALUE,
                place,
                "count is %d, there are %d".formatted(declared.count(), exact.count()));
        for (Stat stat : Stat.values()) {
            for (int e = 0; e < exact.width(); e++) {
                double range = exact.of(Stat.MAX)[e] - exact.of(Stat.MIN)[e];
                checkNumber(stat, declared.of(stat)[e], exact.of(stat)[e], range, place + " element " + e);
            }
        }
    }

    private void checkNumber(Stat stat, double declared, double exact, double range, String place) {
        double apart = Math.abs(declared - exact);
        if (apart <= EXACT * Math.max(range, Math.abs(exact))) {
            return;
        }
        boolean near = apart <= ESTIMATED * range + SINGLE * Math.abs(exact);
        findings.add(
                near ? Rule.STATS_APPROXIMATE : Rule.STATS_VALUE,
                place,
                "%s is %s, the data say %s".formatted(stat.key(), declared, exact));
    }
}
