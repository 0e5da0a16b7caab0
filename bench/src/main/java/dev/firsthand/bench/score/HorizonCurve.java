package dev.firsthand.bench.score;

/// How success falls with the length of a task: logit P = a - b log2(minutes), by Newton's steps with a light ridge.
///
/// @param nearby tasks within a factor of two of the half-way length; below thirty the estimate is weak
public record HorizonCurve(double a, double b, int nearby) {
    private static final int STEPS = 50;
    private static final double RIDGE = 1e-3;
    private static final int NEARBY_MIN = 30;
    private static final double LOGIT_80 = Math.log(4);

    public static HorizonCurve of(double[] minutes, boolean[] isSuccess) {
        double a = 0;
        double b = 0;
        for (int step = 0; step < STEPS; step++) {
            double ga = -RIDGE * a;
            double gb = -RIDGE * b;
            double haa = RIDGE;
            double hab = 0;
            double hbb = RIDGE;
            for (int i = 0; i < minutes.length; i++) {
                double x = -log2(minutes[i]);
                double p = 1 / (1 + Math.exp(-(a + b * x)));
                double error = (isSuccess[i] ? 1 : 0) - p;
                double weight = p * (1 - p);
                ga += error;
                gb += error * x;
                haa += weight;
                hab += weight * x;
                hbb += weight * x * x;
            }
            double determinant = haa * hbb - hab * hab;
            a += (hbb * ga - hab * gb) / determinant;
            b += (haa * gb - hab * ga) / determinant;
        }
        return new HorizonCurve(a, b, near(minutes, Math.pow(2, a / b)));
    }

    private static int near(double[] minutes, double half) {
        int count = 0;
        for (double one : minutes) {
            count += one >= half / 2 && one <= half * 2 ? 1 : 0;
        }
        return count;
    }

    private static double log2(double minutes) {
        return Math.log(minutes) / Math.log(2);
    }

    /// Minutes at which half of the tasks succeed.
    public double h50() {
        return Math.pow(2, a / b);
    }

    /// Minutes at which four of five do.
    public double h80() {
        return Math.pow(2, (a - LOGIT_80) / b);
    }

    public boolean isWeak() {
        return nearby < NEARBY_MIN || b <= 0;
    }
}
