package dev.firsthand.recording.align;

import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Arrays;
import java.util.List;

/// One offset, and its drift, that most of some measured offsets agree on.
///
/// @param offsetNanos at `sinceNanos` of the `from` clock, from which on its readings run faster by the drift
/// @param agreeing how many points lie near the line
record ClockLine(long sinceNanos, double offsetNanos, double driftPerMillion, double boundNanos, int agreeing) {
    /// Clocks of phones and suits are made for 50 in a million; two of them, and warm.
    static final double DRIFT_MAX_PER_MILLION = 200;

    /// From this span on the drift is told from the points; below it would be told from their noise.
    private static final double DRIFT_SPAN_NANOS = 300e9;

    /// What the drift may be where it is not told.
    private static final double DRIFT_UNTOLD_PER_MILLION = 100;

    private static final double NEAR_NANOS = 50e6;

    /// An offset that was measured about a moment of the `from` clock.
    record Point(double atNanos, double offsetNanos, double boundNanos) {}

    static int agreeingMin(int points) {
        return points - points / 3;
    }

    boolean driftImplausible() {
        return Math.abs(driftPerMillion) > DRIFT_MAX_PER_MILLION;
    }

    /// What this line says of two clocks.
    AlignResult.Aligned aligned(ClockName from, ClockName to, ClockAlignment.Method by, double likeness) {
        var alignment = new ClockAlignment(from, to, Math.round(offsetNanos), (long) Math.ceil(boundNanos), by);
        return new AlignResult.Aligned(alignment, sinceNanos, driftPerMillion, likeness, agreeing);
    }

    /// @param points at least one, in the order of their times
    /// @param whole the recording of the `from` clock, anywhere in which the line must hold
    static ClockLine through(List<Point> points, TimeSpan whole) {
        double span = Math.abs(points.getLast().atNanos() - points.getFirst().atNanos());
        boolean told = span >= DRIFT_SPAN_NANOS;
        double slope = told ? slope(points) : 0;
        long since = whole.startNanos();
        double offset = median(points.stream()
                .mapToDouble(point -> point.offsetNanos() - slope * (point.atNanos() - since))
                .toArray());
        double[] strays = points.stream()
                .mapToDouble(point -> Math.abs(point.offsetNanos() - slope * (point.atNanos() - since) - offset))
                .toArray();
        int agreeing =
                (int) Arrays.stream(strays).filter(stray -> stray < NEAR_NANOS).count();
        double each = median(points.stream().mapToDouble(Point::boundNanos).toArray());
        double untold =
                told ? 0 : DRIFT_UNTOLD_PER_MILLION / 1e6 * whole.length().toNanos() / 2;
        return new ClockLine(since, offset, slope * 1e6, Math.max(each, 3 * median(strays)) + untold, agreeing);
    }

    /// The median of the slopes between all pairs (Theil and Sen): a third of wrong points does not move it.
    private static double slope(List<Point> points) {
        return median(points.stream()
                .flatMapToDouble(one -> points.stream()
                        .filter(other -> other.atNanos() > one.atNanos())
                        .mapToDouble(
                                other -> (other.offsetNanos() - one.offsetNanos()) / (other.atNanos() - one.atNanos())))
                .toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
