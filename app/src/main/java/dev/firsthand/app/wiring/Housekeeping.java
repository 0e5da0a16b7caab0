package dev.firsthand.app.wiring;

import dev.firsthand.engine.upload.Uploads;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done once an hour as long as the server runs: uploads that nobody finished within their lifetime are
/// removed.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long EVERY_MINUTES = 60;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());

    static Housekeeping of(Uploads uploads) {
        Housekeeping housekeeping = new Housekeeping();
        var _ = housekeeping.clock.scheduleWithFixedDelay(
                () -> expire(uploads), EVERY_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
        return housekeeping;
    }

    private static void expire(Uploads uploads) {
        try {
            int removed = 0;
            for (int now = uploads.expire(); now > 0; now = uploads.expire()) {
                removed += now;
            }
            LOG.info("{} uploads were not finished in time and are removed", removed);
        } catch (RuntimeException fault) {
            LOG.warn("uploads could not be looked through; this is tried again in an hour", fault);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
