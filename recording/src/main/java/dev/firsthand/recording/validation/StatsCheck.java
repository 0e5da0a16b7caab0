package dev.firsthand.recording.validation;

import dev.firsthand.recording.statistics.FeatureStats;
import dev.firsthand.recording.statistics.Stat;

/// Holds declared statistics against themselves and against exact ones.
final class StatsCheck {
    /// Rounding of another order of adding up.
    private static final double EXACT = 1e-9;

    private static final double TINY = 1e-12;

    /// lerobot widens its bins by this.
    private static final double BIN_MARGIN = 2e-10;

    /// What lerobot's own means and deviations stay within, of the range of the values: they come from means of
    /// squares in single precision. Its quantiles are estimates from bins, added up over episodes in ways that
    /// changed: those only stay between the least and the greatest.
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
        double slack = EXACT * Math.max(Math.abs(range), Math.abs(below)) + TINY;
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
                checkNumber(stat, declared.of(stat)[e], exact, e, place + " element " + e);
            }
        }
    }

    private void checkNumber(Stat stat, double declared, FeatureStats from, int element, String place) {
        double exact = from.of(stat)[element];
        double least = from.of(Stat.MIN)[element];
        double greatest = from.of(Stat.MAX)[element];
        double apart = Math.abs(declared - exact);
        double range = greatest - least;
        if (apart <= EXACT * Math.max(range, Math.abs(exact)) + TINY) {
            return;
        }
        boolean near = apart <= ESTIMATED * range + SINGLE * Math.abs(exact);
        boolean within = declared >= least - BIN_MARGIN && declared <= greatest + BIN_MARGIN;
        findings.add(
                near || (stat.quantile() && within) ? Rule.STATS_APPROXIMATE : Rule.STATS_VALUE,
                place,
                "%s is %s, the data say %s".formatted(stat.key(), declared, exact));
    }
}
