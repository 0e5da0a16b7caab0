package dev.firsthand.recording.synthetic;

/// Random numbers that are a function of a place: the same everywhere, for ever.
final class Noise {
    private Noise() {}

    /// From 0 to 1.
    static double unit(long seed, int x, int y) {
        return (mixed(seed, x, y) >>> 11) * 0x1.0p-53;
    }

    /// From 0 to 1, without jumps between the whole numbers.
    static double smooth(long seed, double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double fx = eased(x - x0);
        double fy = eased(y - y0);
        double upper = unit(seed, x0, y0) * (1 - fx) + unit(seed, x0 + 1, y0) * fx;
        double lower = unit(seed, x0, y0 + 1) * (1 - fx) + unit(seed, x0 + 1, y0 + 1) * fx;
        return upper * (1 - fy) + lower * fy;
    }

    /// About a normal distribution of variance 1: the sum of twelve even ones.
    static double normal(java.util.SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    private static double eased(double share) {
        return share * share * (3 - 2 * share);
    }

    /// The finaliser of SplitMix64 over the three numbers.
    private static long mixed(long seed, int x, int y) {
        long z = seed * 0x9E3779B97F4A7C15L + x * 0xBF58476D1CE4E5B9L + y * 0x94D049BB133111EBL;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
