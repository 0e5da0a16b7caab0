package dev.firsthand.e2e;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what other processes do.
final class Eventually {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final long PAUSE_MILLIS = 100;

    private Eventually() {}

    static void holds(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("within %s there was no: %s".formatted(limit, what));
            }
            pause();
        }
    }

    static void holds(String what, BooleanSupplier condition) {
        holds(what, Duration.ofMinutes(1), condition);
    }

    /// The first text that is not empty.
    static String value(String what, Supplier<String> text) {
        holds(what, () -> !text.get().isEmpty());
        return text.get();
    }

    private static void pause() {
        try {
            if (NEVER.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nothing opens this latch");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
