package dev.firsthand.motion.retarget;

/// A weighted mean of a moment and those around it, the same forwards and backwards: nothing comes later than it was.
/// No weight is negative, so what keeps within limits of value or speed keeps within them.
final class Smoothing {
    private static final double[] NOTHING = {1};

    private final double[] weights;

    private Smoothing(double[] weights) {
        this.weights = weights;
    }

    /// A Gauss curve that halves the power of this frequency.
    static Smoothing at(double cutoffHertz, double framesPerSecond) {
        double sigma = Math.sqrt(Math.log(2)) / (2 * Math.PI * cutoffHertz) * framesPerSecond;
        int reach = (int) Math.ceil(3 * sigma);
        if (sigma < 0.3) {
            return new Smoothing(NOTHING);
        }
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            weights[i + reach] = Math.exp(-i * i / (2 * sigma * sigma));
            sum += weights[i + reach];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return new Smoothing(weights);
    }

    /// All frames within so many to either side count the same.
    static Smoothing mean(int reach) {
        double[] weights = new double[2 * reach + 1];
        java.util.Arrays.fill(weights, 1.0 / weights.length);
        return new Smoothing(weights);
    }

    /// Rows of `width` numbers; the first and the last row are held beyond the ends.
    void apply(double[] rows, int width, double[] to) {
        int frames = rows.length / width;
        int reach = weights.length / 2;
        for (int f = 0; f < frames; f++) {
            int out = f * width;
            for (int i = -reach; i <= reach; i++) {
                int from = Math.clamp(f + i, 0, frames - 1) * width;
                double weight = weights[i + reach];
                for (int c = 0; c < width; c++) {
                    to[out + c] += weight * rows[from + c];
                }
            }
        }
    }

    static void unit(double[] q, int at) {
        double length =
                Math.sqrt(q[at] * q[at] + q[at + 1] * q[at + 1] + q[at + 2] * q[at + 2] + q[at + 3] * q[at + 3]);
        for (int k = 0; k < 4; k++) {
            q[at + k] /= length;
        }
    }
}
