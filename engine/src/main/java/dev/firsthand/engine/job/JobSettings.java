package dev.firsthand.engine.job;

import java.time.Duration;

/// How jobs are run: how many steps at once, how soon what was missed is found, how often a fault is tried again.
public record JobSettings(int workers, Duration poll, Duration heartbeat, Duration firstRetry, int faultsMax) {
    /// What a single machine needs. Steps and events start at once; polling only finds what a crash left behind.
    public static JobSettings ofWorkers(int workers) {
        return new JobSettings(workers, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(1), 5);
    }

    public JobSettings {
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("1 to 64 workers are possible, not " + workers);
        }
    }

    /// Doubles with each fault, up to a minute.
    Duration retryAfter(int faults) {
        var limit = Duration.ofMinutes(1);
        var wait = firstRetry.multipliedBy(1L << Math.min(Math.max(faults - 1, 0), 16));
        return wait.compareTo(limit) < 0 ? wait : limit;
    }
}
