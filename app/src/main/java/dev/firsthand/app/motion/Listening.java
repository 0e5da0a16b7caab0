package dev.firsthand.app.motion;

import dev.firsthand.app.motion.Arrivals.Arrival;
import dev.firsthand.recording.live.LiveTake;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Hands a take what arrives: until the time is over, or its thread is interrupted, as Ctrl-C does. What had come by
/// then is written too.
final class Listening {
    private static final long TICK_NANOS = 1_000_000_000;
    private static final int END_SECONDS_MAX = 10;

    private final Arrivals arrivals;
    private final LiveTake take;

    Listening(Arrivals arrivals, LiveTake take) {
        this.arrivals = arrivals;
        this.take = take;
    }

    /// @param tell is called once a second
    void untilTheEnd(Runnable tell) throws IOException {
        try {
            hearAndTell(tell);
        } catch (InterruptedException asked) {
            arrivals.close();
            hearTheRest();
        }
        take.dropped(arrivals.dropped());
    }

    private void hearAndTell(Runnable tell) throws IOException, InterruptedException {
        long told = System.nanoTime();
        while (arrivals.more()) {
            hear(arrivals.next());
            if (System.nanoTime() - told >= TICK_NANOS) {
                take.dropped(arrivals.dropped());
                take.flush();
                tell.run();
                told = System.nanoTime();
            }
        }
    }

    private void hearTheRest() throws IOException {
        try {
            while (arrivals.more()) {
                hear(arrivals.next());
            }
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt(); // whoever asks twice does not want to wait
        }
    }

    private void hear(Optional<Arrival> arrival) throws IOException {
        if (arrival.isPresent()) {
            take.hear(arrival.get().bytes(), arrival.get().nanos());
        }
    }

    /// Something that ends well also where the program is asked to end meanwhile.
    interface Work {
        int done() throws IOException;
    }

    static int endingWell(PrintStream screen, Work work) throws IOException {
        Thread worker = Thread.currentThread();
        var over = new CountDownLatch(1);
        var hook = new Thread(() -> end(worker, over, screen));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.done();
        } finally {
            over.countDown();
            takeAway(hook);
        }
    }

    private static void end(Thread worker, CountDownLatch over, PrintStream screen) {
        worker.interrupt();
        try {
            if (!over.await(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                screen.println("What was recorded could not be finished in time; what is there can be read.");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static void takeAway(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // it runs already, and was told that all is done
        }
    }
}
