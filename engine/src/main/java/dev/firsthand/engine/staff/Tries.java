package dev.firsthand.engine.staff;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Counts tries that failed, by name or by address, and says how long to wait for the next. A pause doubles with each
/// failure up to [#PAUSE_MAX] and is never for good. Kept in memory: a restart forgets, and so does a day without a
/// try.
final class Tries {
    static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    static final Duration PAUSE_MAX = Duration.ofMinutes(15);
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private static final int KEYS_MAX = 10_000;
    private static final int DOUBLINGS_MAX = 10;

    private final InstantSource clock;
    private final int free;
    private final Map<String, Failed> failed = new LinkedHashMap<>();

    /// So many tries are free of a pause.
    Tries(InstantSource clock, int free) {
        this.clock = clock;
        this.free = free;
    }

    private record Failed(int count, Instant last) {}

    /// Begins a try, which counts as failed until [#succeeded]; or says how long to wait, and counts nothing.
    synchronized Optional<Duration> begin(String key) {
        Instant now = clock.instant();
        Failed before = failed.get(key);
        int count = before == null || !before.last().plus(FORGOTTEN_AFTER).isAfter(now) ? 0 : before.count();
        if (before != null && count >= free) {
            Duration left = Duration.between(now, before.last().plus(pause(count)));
            if (left.isPositive()) {
                return Optional.of(left);
            }
        }
        keep(key, new Failed(count + 1, now));
        return Optional.empty();
    }

    /// Takes the try that was begun last back.
    synchronized void takenBack(String key) {
        failed.computeIfPresent(
                key, (same, known) -> known.count() > 1 ? new Failed(known.count() - 1, known.last()) : null);
    }

    synchronized void succeeded(String key) {
        failed.remove(key);
    }

    private Duration pause(int count) {
        Duration pause = PAUSE_FIRST.multipliedBy(1L << Math.min(count - free, DOUBLINGS_MAX));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    /// The one that failed longest ago makes room.
    private void keep(String key, Failed now) {
        failed.remove(key);
        if (failed.size() >= KEYS_MAX) {
            failed.remove(failed.keySet().iterator().next());
        }
        failed.put(key, now);
    }
}
