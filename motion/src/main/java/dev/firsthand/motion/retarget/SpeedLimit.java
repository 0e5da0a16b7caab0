package dev.firsthand.motion.retarget;

/// Bends a joint's values as little as needed so that it never moves faster than it can.
///
/// The least curve above all values that keeps the limit and the greatest below them both keep it, and so does the
/// middle between them. Where nothing is too fast, both are the values themselves. Forwards and backwards it is the
/// same, and no value leaves the range that it had.
final class SpeedLimit {
    private SpeedLimit() {}

    static void hold(double[] rows, int width, int column, double mostPerFrame) {
        int frames = rows.length / width;
        double[] above = new double[frames];
        double[] below = new double[frames];
        for (int f = 0; f < frames; f++) {
            above[f] = rows[f * width + column];
            below[f] = above[f];
            if (f > 0) {
                above[f] = Math.max(above[f], above[f - 1] - mostPerFrame);
                below[f] = Math.min(below[f], below[f - 1] + mostPerFrame);
            }
        }
        for (int f = frames - 2; f >= 0; f--) {
            above[f] = Math.max(above[f], above[f + 1] - mostPerFrame);
            below[f] = Math.min(below[f], below[f + 1] + mostPerFrame);
        }
        for (int f = 0; f < frames; f++) {
            rows[f * width + column] = (above[f] + below[f]) / 2;
        }
    }
}
