package dev.firsthand.motion.ergonomics;

/// Points for angles. An angle on an edge belongs to the band of less strain; an angle that was not seen to all
/// bands.
final class Bands {
    private Bands() {}

    /// @param edges rising; `points` has one more
    static Interval of(double angle, double[] edges, int[] points) {
        if (Double.isNaN(angle)) {
            int best = points[0];
            int worst = points[0];
            for (int one : points) {
                best = Math.min(best, one);
                worst = Math.max(worst, one);
            }
            return new Interval(best, worst);
        }
        int band = 0;
        while (band < edges.length && isBeyond(angle, edges[band], points[band + 1] < points[band])) {
            band++;
        }
        return Interval.of(points[band]);
    }

    private static boolean isBeyond(double angle, double edge, boolean betterBeyond) {
        return betterBeyond ? angle >= edge : angle > edge;
    }

    /// One point where an angle goes beyond a bound to either side.
    static Interval beyond(double angle, double bound) {
        return of(Math.abs(angle), new double[] {bound}, new int[] {0, 1});
    }

    /// One point, once, where one of two does.
    static Interval eitherBeyond(double one, double other, double bound) {
        return beyond(one, bound).worseOf(beyond(other, bound));
    }
}
