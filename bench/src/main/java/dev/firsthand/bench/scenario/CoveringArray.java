package dev.firsthand.bench.scenario;

import dev.firsthand.bench.world.Chance;
import dev.firsthand.bench.world.Stream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Rows of levels in which every two levels of every two factors meet at least once: pairwise testing, found greedily.
public final class CoveringArray {
    private static final Stream CANDIDATE = Stream.named("covering-array");
    private static final int CANDIDATES = 60;

    private final int[] levels;
    private final Chance chance;
    private final BitSet open = new BitSet();
    private final int width;

    private CoveringArray(int[] levels, long seed) {
        this.levels = levels.clone();
        chance = new Chance(seed);
        int most = 0;
        for (int count : levels) {
            most = Math.max(most, count);
        }
        width = most;
    }

    /// Rows for factors with so many levels each.
    public static List<int[]> pairwise(int[] levels, long seed) {
        return new CoveringArray(levels, seed).rows();
    }

    private List<int[]> rows() {
        for (int f = 0; f < levels.length; f++) {
            for (int g = f + 1; g < levels.length; g++) {
                for (int a = 0; a < levels[f]; a++) {
                    for (int b = 0; b < levels[g]; b++) {
                        open.set(pair(f, a, g, b));
                    }
                }
            }
        }
        List<int[]> rows = new ArrayList<>();
        while (!open.isEmpty()) {
            int[] best = best(rows.size());
            cover(best);
            rows.add(best);
        }
        return rows;
    }

    /// The candidate that covers most; each contains at least one pair that is still open.
    private int[] best(int row) {
        int[] best = candidate(row, 0);
        for (int i = 1; i < CANDIDATES; i++) {
            int[] other = candidate(row, i);
            if (covers(other) > covers(best)) {
                best = other;
            }
        }
        return best;
    }

    private int[] candidate(int row, int number) {
        int[] candidate = new int[levels.length];
        for (int f = 0; f < levels.length; f++) {
            candidate[f] = chance.below(levels[f], CANDIDATE, f, (long) row * CANDIDATES + number);
        }
        int pair = open.nextSetBit(0);
        int second = pair / width % levels.length;
        int first = pair / width / levels.length / width;
        candidate[first] = pair / width / levels.length % width;
        candidate[second] = pair % width;
        return candidate;
    }

    private int pair(int f, int a, int g, int b) {
        return ((f * width + a) * levels.length + g) * width + b;
    }

    private int covers(int[] row) {
        int count = 0;
        for (int f = 0; f < row.length; f++) {
            for (int g = f + 1; g < row.length; g++) {
                count += open.get(pair(f, row[f], g, row[g])) ? 1 : 0;
            }
        }
        return count;
    }

    private void cover(int[] row) {
        for (int f = 0; f < row.length; f++) {
            for (int g = f + 1; g < row.length; g++) {
                open.clear(pair(f, row[f], g, row[g]));
            }
        }
    }
}
