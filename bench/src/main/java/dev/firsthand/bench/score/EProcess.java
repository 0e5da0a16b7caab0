package dev.firsthand.bench.score;

/// Says when two policies may be told apart, at any moment and without having fixed how many episodes: wealth from bets
/// on paired differences in [-1, 1]. If they are equal, the chance that it ever reaches 1/alpha is at most alpha.
public final class EProcess {
    private static final double BET_MAX = 0.5;

    private double wealthUp = 1;
    private double wealthDown = 1;
    private double sum;
    private double sumOfSquares;
    private int count;

    /// Takes the next difference of the first policy and the second.
    public void add(double difference) {
        if (!(difference >= -1 && difference <= 1)) {
            throw new IllegalArgumentException("a difference of two scores lies from -1 to 1, not at " + difference);
        }
        wealthUp *= 1 + bet(sum) * difference;
        wealthDown *= 1 - bet(-sum) * difference;
        sum += difference;
        sumOfSquares += difference * difference;
        count++;
    }

    /// Only from what came before.
    private double bet(double signedSum) {
        return sumOfSquares == 0 ? 0 : Math.clamp(signedSum / sumOfSquares, 0, BET_MAX);
    }

    public double wealth() {
        return (wealthUp + wealthDown) / 2;
    }

    /// Whether one may stop: the two differ.
    public boolean isDecided(double alpha) {
        return wealth() >= 1 / alpha;
    }

    public int count() {
        return count;
    }
}
