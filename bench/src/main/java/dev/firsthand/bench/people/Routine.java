package dev.firsthand.bench.people;

import dev.firsthand.bench.world.Chance;
import dev.firsthand.bench.world.Stream;

/// What comes after what: a semi-Markov chain by the part of the day, with log-normal durations.
final class Routine {
    private static final Stream NEXT = Stream.named("routine/next");
    private static final Stream LENGTH = Stream.named("routine/length");
    private static final long A_MINUTE_MS = 60_000;
    private static final long A_DAY_MINUTES = 24 * 60;

    /// Quantiles of a log-normal with sigma 0.8, in thousandths of its median, at the middles of sixteenths.
    private static final int[] LOG_NORMAL = {
        226, 348, 446, 536, 629, 726, 825, 938, 1066, 1212, 1377, 1590, 1866, 2242, 2874, 4430
    };

    /// Weights of each doing, in the order of [Doing], for night, morning, midday, afternoon, evening.
    private static final int[][] WEIGHTS = {
        {90, 2, 0, 0, 2, 0, 6, 0, 0},
        {2, 20, 15, 20, 15, 10, 8, 3, 7},
        {0, 3, 15, 15, 40, 8, 8, 6, 5},
        {2, 3, 5, 5, 40, 15, 15, 8, 7},
        {3, 8, 15, 20, 5, 12, 25, 5, 7}
    };

    private static final int[] PART_ENDS_HOUR = {6, 10, 14, 18, 23, 24};
    private static final int[] PART = {0, 1, 2, 3, 4, 0};

    private final Chance chance;
    private final long startOfDayMs;

    /// @param startOfDayMs how far the day is when the clock of the home begins
    Routine(Chance chance, long startOfDayMs) {
        this.chance = chance;
        this.startOfDayMs = startOfDayMs;
    }

    Doing next(int person, long nowMs) {
        int[] weights = WEIGHTS[partOfDay(nowMs)];
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int drawn = chance.below(sum, NEXT, person, nowMs);
        int doing = 0;
        while (drawn >= weights[doing]) {
            drawn -= weights[doing++];
        }
        return Doing.of(doing);
    }

    long lengthMs(Doing doing, int person, long nowMs) {
        int quantile = LOG_NORMAL[chance.below(LOG_NORMAL.length, LENGTH, person, nowMs)];
        return Math.max(1, (long) doing.medianMinutes() * quantile / Chance.PER_MILLE) * A_MINUTE_MS;
    }

    private int partOfDay(long nowMs) {
        long hour = (startOfDayMs + nowMs) / A_MINUTE_MS % A_DAY_MINUTES / 60;
        int part = 0;
        while (hour >= PART_ENDS_HOUR[part]) {
            part++;
        }
        return PART[part];
    }
}
