package dev.firsthand.evidence.log;

import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The log's own door: many threads append, one writes. What waits is committed together once in each interval.
public final class Appender implements AutoCloseable {
    /// Whoever comes when so many wait, waits at the door.
    public static final int WAITING_MAX = 65_536;

    private static final Duration CLOSING_MAX = Duration.ofSeconds(30);

    private final Opening opening;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "log-writer");
        thread.setDaemon(true);
        return thread;
    });
    private Sequencer sequencer;
    private boolean isOpen = true;
    private volatile boolean isClosed;

    private record Waiting(Submission submission, CompletableFuture<Long> index) {}

    /// Opens the log, at first and after a failure.
    public interface Opening {
        Sequencer open() throws IOException;
    }

    private Appender(Opening opening) throws IOException {
        this.opening = opening;
        this.sequencer = opening.open();
    }

    public static Appender start(Opening opening, Duration interval) throws IOException {
        var appender = new Appender(opening);
        long nanos = interval.toNanos();
        var _ = appender.writer.scheduleAtFixedRate(appender::commitWaiting, nanos, nanos, TimeUnit.NANOSECONDS);
        return appender;
    }

    /// The index of the entry, once it is durable and a signed checkpoint covers it. Fails when the batch could not
    /// be written; whether the entry is in the log is then unknown, and submitting the fact again is right.
    public CompletableFuture<Long> append(Submission submission) throws InterruptedException {
        if (isClosed) {
            throw new IllegalStateException("the log is closed");
        }
        var index = new CompletableFuture<Long>();
        waiting.put(new Waiting(submission, index));
        return index;
    }

    /// The newest checkpoint.
    public synchronized SignedNote checkpoint() {
        return sequencer.checkpoint();
    }

    /// Adds signatures of witnesses to the newest checkpoint; false when it has moved on.
    public synchronized boolean publish(SignedNote cosigned) throws IOException {
        return sequencer.publish(cosigned);
    }

    private synchronized void commitWaiting() {
        do {
            var batch = new ArrayList<Waiting>();
            waiting.drainTo(batch, Sequencer.BATCH_MAX);
            if (!batch.isEmpty()) {
                commit(batch);
            }
        } while (waiting.size() >= Sequencer.BATCH_MAX);
    }

    private void commit(List<Waiting> batch) {
        try {
            if (!isOpen) {
                sequencer = opening.open();
                isOpen = true;
            }
            Map<FactId, Long> indices =
                    sequencer.commit(batch.stream().map(Waiting::submission).toList());
            batch.forEach(
                    one -> one.index().complete(indices.get(one.submission().fact())));
        } catch (IOException | RuntimeException e) {
            isOpen = false;
            batch.forEach(one -> one.index().completeExceptionally(e));
        }
    }

    /// Commits what waits and stops.
    @Override
    public void close() throws IOException {
        isClosed = true;
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSING_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the log did not finish its batch within %s".formatted(CLOSING_MAX));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the log finished its batch", e);
        }
        commitWaiting();
    }
}
