package dev.firsthand.app.wiring;

import dev.firsthand.app.edge.DatabaseAway;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that is done again and again as long as the server runs: waiting messages are taken away, uploads that
/// nobody finished are removed, what waits for the log is logged. A round that fails is tried again at the next one,
/// and told once.
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int LAST_ROUND_SECONDS = 5;

    private final String name;
    private final ScheduledExecutorService clock;
    private boolean fails;

    private Rounds(String name) {
        this.name = name;
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /// At once, then after each pause. `round` does some of what there is to do and says how much that was; it is asked
    /// until nothing is left.
    static Rounds every(String name, Duration pause, IntSupplier round) {
        var rounds = new Rounds(name);
        var _ = rounds.clock.scheduleWithFixedDelay(() -> rounds.go(round), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return rounds;
    }

    private void go(IntSupplier round) {
        try {
            int did = round.getAsInt();
            while (did > 0) {
                LOG.debug("{}: {}", name, did);
                did = round.getAsInt();
            }
            fails = false;
        } catch (RuntimeException fault) {
            if (!fails) {
                tell(fault);
            }
            fails = true;
        }
    }

    private void tell(RuntimeException fault) {
        if (DatabaseAway.says(fault)) {
            LOG.warn("{}: a round met no database and is tried again", name);
        } else {
            LOG.warn("{}: a round failed and is tried again", name, fault);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            if (!clock.awaitTermination(LAST_ROUND_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{}: a round is still under way", name);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
