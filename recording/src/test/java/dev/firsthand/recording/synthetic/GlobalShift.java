package dev.firsthand.recording.synthetic;

/// How far the still part of a picture moved to the right from one frame to the next, in parts of a pixel.
final class GlobalShift {
    private static final int SEARCH_PIXELS = 6;
    private static final double WALL_SHARE = 0.4;

    private GlobalShift() {}

    /// Looks at the upper part only: no hands and no bar code there.
    static double acrossWall(byte[] before, byte[] after, int width, int height) {
        int rows = (int) (height * WALL_SHARE);
        double best = Double.MAX_VALUE;
        int at = 0;
        double[] costs = new double[2 * SEARCH_PIXELS + 1];
        for (int shift = -SEARCH_PIXELS; shift <= SEARCH_PIXELS; shift++) {
            double cost = cost(before, after, width, rows, shift);
            costs[shift + SEARCH_PIXELS] = cost;
            if (cost < best) {
                best = cost;
                at = shift;
            }
        }
        if (Math.abs(at) == SEARCH_PIXELS) {
            return at;
        }
        double left = costs[at + SEARCH_PIXELS - 1];
        double right = costs[at + SEARCH_PIXELS + 1];
        return at + (left - right) / (2 * (left - 2 * best + right));
    }

    private static double cost(byte[] before, byte[] after, int width, int rows, int shift) {
        double sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = SEARCH_PIXELS; x < width - SEARCH_PIXELS; x++) {
                int difference = (after[y * width + x] & 0xff) - (before[y * width + x - shift] & 0xff);
                sum += (double) difference * difference;
            }
        }
        return sum;
    }
}
