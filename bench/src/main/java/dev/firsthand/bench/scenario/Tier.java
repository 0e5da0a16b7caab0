package dev.firsthand.bench.scenario;

/// How long a scenario lasts and how much is asked in it. The last is shown and not ranked.
public enum Tier {
    H1(1, 4, 7),
    D1(16, 20, 28),
    W1(7 * 24, 150, 180),
    M1(30 * 24, 400, 450);

    private static final long AN_HOUR_MS = 3_600_000;

    private final int hours;
    private final int tasksMin;
    private final int tasksMax;

    Tier(int hours, int tasksMin, int tasksMax) {
        this.hours = hours;
        this.tasksMin = tasksMin;
        this.tasksMax = tasksMax;
    }

    public long lengthMs() {
        return hours * AN_HOUR_MS;
    }

    public int tasksMin() {
        return tasksMin;
    }

    public int tasksMax() {
        return tasksMax;
    }
}
