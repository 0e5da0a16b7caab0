package dev.firsthand.bench.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Tests of policies against each other.
public final class Comparisons {
    private Comparisons() {}

    /// McNemar's exact test on successes of two policies on the same scenarios.
    ///
    /// @param onlyA scenarios that only the first one passed
    public static double mcNemar(int onlyA, int onlyB) {
        int fewer = Math.min(onlyA, onlyB);
        return Math.min(1, 2 * ClopperPearson.atMost(fewer, onlyA + onlyB, 0.5));
    }

    /// Holm's correction of many p-values, in their order.
    public static double[] holm(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] corrected = new double[p.length];
        double most = 0;
        for (int rank = 0; rank < p.length; rank++) {
            most = Math.max(most, Math.min(1, (p.length - rank) * p[order[rank]]));
            corrected[order[rank]] = most;
        }
        return corrected;
    }

    /// Strengths of policies from who was preferred how often, by Hunter's steps (2004); they sum to 1.
    ///
    /// @param wins how often the row was preferred to the column
    public static double[] bradleyTerry(int[][] wins, int steps) {
        double[] strength = new double[wins.length];
        Arrays.fill(strength, 1.0 / wins.length);
        for (int step = 0; step < steps; step++) {
            double[] next = new double[wins.length];
            for (int i = 0; i < wins.length; i++) {
                next[i] = improved(wins, strength, i);
            }
            double sum = Arrays.stream(next).sum();
            for (int i = 0; i < next.length; i++) {
                strength[i] = next[i] / sum;
            }
        }
        return strength;
    }

    private static double improved(int[][] wins, double[] strength, int i) {
        double won = 0;
        double met = 0;
        for (int j = 0; j < wins.length; j++) {
            if (j != i) {
                won += wins[i][j];
                met += (wins[i][j] + wins[j][i]) / (strength[i] + strength[j]);
            }
        }
        return met == 0 ? strength[i] : won / met;
    }
}
