package dev.firsthand.app.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done now and then as long as the server runs: uploads that nobody finished within their lifetime are
/// removed.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());

    /// At once, then after each pause. `expire` removes some of those uploads and says how many; it is asked until
    /// none is left.
    static Housekeeping every(Duration pause, IntSupplier expire) {
        Housekeeping housekeeping = new Housekeeping();
        var _ = housekeeping.clock.scheduleWithFixedDelay(
                () -> removeExpired(expire), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return housekeeping;
    }

    private static void removeExpired(IntSupplier expire) {
        try {
            int removed = 0;
            for (int now = expire.getAsInt(); now > 0; now = expire.getAsInt()) {
                removed += now;
            }
            if (removed > 0) {
                LOG.info("{} uploads were not finished in time and are removed", removed);
            }
        } catch (RuntimeException fault) {
            LOG.warn("uploads could not be looked through; this is tried again the next time", fault);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
