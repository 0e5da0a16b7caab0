package dev.firsthand.app.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Token buckets, one for each key: so many at once, then one in each stretch of time. Kept in memory.
public final class Buckets {
    /// How many keys are known at once. When more come, those whose bucket is full again are forgotten, then all.
    public static final int KEYS_MAX = 50_000;

    private final InstantSource clock;
    private final int atOnce;
    private final Duration each;

    /// When each bucket is full again: one instant holds a bucket's whole state.
    private final Map<String, Instant> fullAt = new HashMap<>();

    public Buckets(InstantSource clock, int atOnce, Duration each) {
        this.clock = clock;
        this.atOnce = atOnce;
        this.each = each;
    }

    /// Takes one, or says how long to wait for the next.
    public synchronized Optional<Duration> take(String key) {
        Instant now = clock.instant();
        Instant before = fullAt.getOrDefault(key, now);
        Instant full = (before.isAfter(now) ? before : now).plus(each);
        Duration wait = Duration.between(now.plus(each.multipliedBy(atOnce)), full);
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        makeRoom(now);
        fullAt.put(key, full);
        return Optional.empty();
    }

    private void makeRoom(Instant now) {
        if (fullAt.size() < KEYS_MAX) {
            return;
        }
        fullAt.values().removeIf(full -> !full.isAfter(now));
        if (fullAt.size() >= KEYS_MAX) {
            fullAt.clear();
        }
    }
}
