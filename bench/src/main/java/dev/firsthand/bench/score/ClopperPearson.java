package dev.firsthand.bench.score;

/// The exact interval of one rate (Clopper and Pearson 1934), by halving over the binomial distribution.
public final class ClopperPearson {
    private static final int HALVINGS = 60;

    private ClopperPearson() {}

    /// The interval that holds the true rate but for a share of cases.
    ///
    /// @param alpha the share of cases in which the true rate may lie outside, such as 0.05
    public static Interval of(int successes, int trials, double alpha) {
        if (trials <= 0 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("%d successes of %d trials".formatted(successes, trials));
        }
        double low = successes == 0 ? 0 : solve(p -> 1 - atMost(successes - 1, trials, p) < alpha / 2);
        double high = successes == trials ? 1 : solve(p -> atMost(successes, trials, p) > alpha / 2);
        return new Interval(low, (double) successes / trials, high);
    }

    private interface IsBelow {
        boolean at(double p);
    }

    private static double solve(IsBelow isBelow) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (isBelow.at(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// P(X <= successes), summed in logarithms so that a thousand trials do not underflow.
    static double atMost(int successes, int trials, double p) {
        if (p <= 0 || p >= 1) {
            return p <= 0 || successes >= trials ? 1 : 0;
        }
        double logTerm = trials * Math.log1p(-p);
        double sum = Math.exp(logTerm);
        for (int k = 1; k <= successes; k++) {
            logTerm += Math.log((trials - k + 1.0) / k) + Math.log(p) - Math.log1p(-p);
            sum += Math.exp(logTerm);
        }
        return Math.min(1, sum);
    }
}
