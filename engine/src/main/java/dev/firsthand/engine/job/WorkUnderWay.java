package dev.firsthand.engine.job;

import dev.firsthand.engine.job.JobRows.Attempt;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// What the steps of this process work on right now.
final class WorkUnderWay {
    private final Set<Task> tasks = new HashSet<>();

    /// One attempt at a step, for whoever may have to stop it.
    record Work(String kind, UUID subject, Instant began) {}

    /// The work of the thread that began it.
    final class Task implements AutoCloseable {
        private final Work work;
        private final Thread thread = Thread.currentThread();
        private boolean interrupted;

        Task(Work work) {
            this.work = work;
        }

        /// The work is over, and no interrupt can reach it any more: false where one did.
        boolean ended() {
            close();
            synchronized (tasks) {
                return !interrupted;
            }
        }

        /// Done again, it does nothing.
        @Override
        public void close() {
            synchronized (tasks) {
                if (tasks.remove(this) && interrupted) {
                    var _ = Thread.interrupted();
                }
            }
        }
    }

    Task begin(Attempt attempt, Instant now) {
        synchronized (tasks) {
            var task = new Task(new Work(attempt.kind(), attempt.subject(), now));
            tasks.add(task);
            return task;
        }
    }

    void interrupt(Predicate<Work> which) {
        synchronized (tasks) {
            tasks.stream().filter(task -> which.test(task.work)).forEach(task -> {
                task.interrupted = true;
                task.thread.interrupt();
            });
        }
    }

    boolean any(Predicate<Work> which) {
        synchronized (tasks) {
            return tasks.stream().map(task -> task.work).anyMatch(which);
        }
    }
}
