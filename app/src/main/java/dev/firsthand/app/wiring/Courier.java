package dev.firsthand.app.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes waiting messages away, one round after the other. A message that is under way when the server stops is handed
/// over again after the next start.
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int LAST_ROUND_SECONDS = 5;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("courier").factory());

    /// After each pause. `round` tries some messages and says how many; it is asked until none is due.
    static Courier every(Duration pause, IntSupplier round) {
        var courier = new Courier();
        var _ = courier.clock.scheduleWithFixedDelay(
                () -> deliver(round), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return courier;
    }

    private static void deliver(IntSupplier round) {
        try {
            int tried = round.getAsInt();
            while (tried > 0) {
                tried = round.getAsInt();
            }
        } catch (RuntimeException fault) {
            LOG.warn("messages could not be looked through; this is tried again", fault);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            if (!clock.awaitTermination(LAST_ROUND_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a message is still under way");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
