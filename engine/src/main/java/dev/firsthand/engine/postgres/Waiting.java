package dev.firsthand.engine.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for what another process does, with a limit.
final class Waiting {
    private static final long STEP_NANOS = Duration.ofMillis(10).toNanos();

    /// Something that may have happened by now.
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    private Waiting() {}

    /// True as soon as the condition holds, false when the limit passes first.
    static boolean until(Duration limit, Condition condition) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for PostgreSQL");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }
}
