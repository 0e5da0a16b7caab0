package dev.firsthand.engine.job;

import dev.firsthand.engine.job.JobRows.Attempt;
import dev.firsthand.engine.job.JobRows.Spent;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The context of a step while it runs: keeps its counts, and tells the database about progress now and then.
final class RunningStep implements StepContext {
    private static final long PROGRESS_NANOS = Duration.ofMillis(250).toNanos();

    private final Database database;
    private final Attempt attempt;
    private final long began = System.nanoTime();
    private final long cpuBegan = threadCpu();
    private final AtomicLong childCpuNanos = new AtomicLong();
    private final AtomicLong movedBytes = new AtomicLong();
    private final List<Consumer<Tx>> undoing = new CopyOnWriteArrayList<>();
    private long told = began - PROGRESS_NANOS;
    private long done;
    private long total;

    RunningStep(Database database, Attempt attempt) {
        this.database = database;
        this.attempt = attempt;
    }

    @Override
    public RunId run() {
        return attempt.run();
    }

    @Override
    public UUID subject() {
        return attempt.subject();
    }

    @Override
    public synchronized void progress(long newDone, long newTotal) {
        done = newDone;
        total = newTotal;
        long now = System.nanoTime();
        if (now - told >= PROGRESS_NANOS) {
            told = now;
            tell();
        }
    }

    private void tell() {
        try {
            database.inTransactionDo(tx -> JobRows.progress(tx, attempt, done, total));
        } catch (RuntimeException e) {
            if (!Faults.databaseAway(e)) {
                throw e;
            } // nobody looks at progress while the database is away
        }
    }

    @Override
    public Optional<String> result(String earlierStep) {
        return database.inTransaction(tx -> JobRows.earlierResult(tx, attempt.run(), earlierStep));
    }

    @Override
    public void otherwise(Consumer<Tx> undo) {
        undoing.add(undo);
    }

    void undo(Tx tx) {
        undoing.forEach(undo -> undo.accept(tx));
    }

    @Override
    public void childCpu(Duration used) {
        childCpuNanos.addAndGet(used.toNanos());
    }

    @Override
    public void moved(long bytes) {
        movedBytes.addAndGet(bytes);
    }

    /// Call it on the thread that runs the step.
    synchronized Spent spent() {
        return new Spent(
                System.nanoTime() - began, threadCpu() - cpuBegan + childCpuNanos.get(), movedBytes.get(), done, total);
    }

    private static long threadCpu() {
        return Math.max(0, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }
}
