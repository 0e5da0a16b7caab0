package dev.firsthand.engine.upload;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Whose turn it is to change one upload. A newcomer waits for a request that is receiving bytes, but takes over
/// from one that has heard nothing for a while: a phone that changed its network must not wait for its own dead
/// connection. A request that was taken over is not woken; it learns of it when it next wants to change something.
final class Turns {
    /// Work that may only be done by the one whose turn it is.
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private static final long NOBODY = 0;

    private final Duration silenceBeforeTakeover;
    private final Duration wait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private long holder = NOBODY;
    private long last = NOBODY;
    private volatile long heardAtNanos = System.nanoTime();

    Turns(UploadLimits limits) {
        this.silenceBeforeTakeover = limits.silenceBeforeTakeover();
        this.wait = limits.turnWait();
    }

    /// A ticket for the turn, or nothing when another request kept it busy for the whole wait.
    OptionalLong take() {
        try {
            return takeInTime();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private OptionalLong takeInTime() throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        if (!lock.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            return OptionalLong.empty();
        }
        try {
            while (holder != NOBODY && silentFor() < silenceBeforeTakeover.toNanos()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return OptionalLong.empty();
                }
                freed.awaitNanos(Math.min(left, silenceBeforeTakeover.toNanos() - silentFor()));
            }
            holder = ++last;
            heard();
            return OptionalLong.of(holder);
        } finally {
            lock.unlock();
        }
    }

    /// The turn only where nobody has it and nobody waits in the same instant.
    OptionalLong takeIfIdle() {
        if (!lock.tryLock()) {
            return OptionalLong.empty();
        }
        try {
            if (holder != NOBODY) {
                return OptionalLong.empty();
            }
            holder = ++last;
            return OptionalLong.of(holder);
        } finally {
            lock.unlock();
        }
    }

    /// Bytes arrived: the one whose turn it is is alive.
    void heard() {
        heardAtNanos = System.nanoTime();
    }

    long silentFor() {
        return System.nanoTime() - heardAtNanos;
    }

    /// Runs the work with everybody else shut out; nothing is done when the turn went to a newer request.
    <T> Optional<T> run(long ticket, Work<T> work) throws IOException {
        lock.lock();
        try {
            if (holder != ticket) {
                return Optional.empty();
            }
            T result = work.run();
            heard();
            return Optional.of(result);
        } finally {
            lock.unlock();
        }
    }

    void release(long ticket) {
        lock.lock();
        try {
            if (holder == ticket) {
                holder = NOBODY;
                freed.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
