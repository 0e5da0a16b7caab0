package dev.firsthand.engine.job;

import dev.firsthand.engine.job.JobRows.Attempt;
import dev.firsthand.engine.job.JobRows.Spent;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.recording.child.ChildMeter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one attempt at a step: the work outside any transaction, what came of it in a short one.
final class StepRunner {
    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
    private static final int UNENDED_MAX = 20;
    private static final Duration DATABASE_AWAY_LIMIT = Duration.ofMinutes(2);
    private static final long WAIT_FIRST_MILLIS = 50;
    private static final long WAIT_MAX_MILLIS = 1_000;

    private final Database database;
    private final InstantSource clock;
    private final JobSettings settings;
    private final Map<String, RunKind> kinds;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final WorkUnderWay underWay = new WorkUnderWay();
    private Runnable wake = () -> {};

    StepRunner(Database database, InstantSource clock, JobSettings settings, Map<String, RunKind> kinds) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.kinds = kinds;
    }

    void onNext(Runnable newWake) {
        wake = newWake;
    }

    void close() {
        closing.countDown();
    }

    WorkUnderWay underWay() {
        return underWay;
    }

    static String item(RunId run, int position) {
        return run.value() + "/" + position;
    }

    /// Works on one item of the queue; returns when to try again, or nothing.
    Optional<Instant> work(String item) {
        int slash = item.indexOf('/');
        var run = new RunId(UUID.fromString(item.substring(0, slash)));
        int position = Integer.parseInt(item.substring(slash + 1));
        var begun = database.inTransaction(tx -> JobRows.begin(tx, run, position, clock.instant()));
        return begun.flatMap(this::attempt);
    }

    private Optional<Instant> attempt(Attempt attempt) {
        var step = new RunningStep(database, attempt);
        var definition = Optional.ofNullable(kinds.get(attempt.kind())).flatMap(kind -> kind.step(attempt.step()));
        if (definition.isEmpty()) {
            return fail(attempt, step, new StepError("step-unknown", "This version does not know the step."));
        }
        if (attempt.unended() > UNENDED_MAX) {
            return fail(
                    attempt,
                    step,
                    new StepError("step-attempts-exhausted", "Begun %d times, never ended.".formatted(UNENDED_MAX)));
        }
        try (var task = underWay.begin(attempt, clock.instant())) {
            return attempt(attempt, step, definition.get().work(), task);
        }
    }

    private Optional<Instant> attempt(Attempt attempt, RunningStep step, StepWork work, WorkUnderWay.Task task) {
        try {
            var outcome = ChildMeter.metered(child -> step.childCpu(child.cpu()), () -> work.run(step));
            return task.ended() ? end(attempt, step, outcome) : again(attempt, step);
        } catch (InterruptedException | IOException | RuntimeException | Error e) {
            if (!task.ended()) {
                return again(attempt, step);
            }
            if (e instanceof InterruptedException) {
                throw new IllegalStateException("stopped; the step is done again at the next start", e);
            }
            return fault(attempt, step, e);
        }
    }

    /// Somebody wants this attempt to end: where its run goes on, another one follows at once.
    private Optional<Instant> again(Attempt attempt, RunningStep step) {
        var spent = step.spent();
        persist(tx -> {
            JobRows.end(tx, attempt, StepState.WAITING, spent, Optional.empty(), clock.instant());
            step.undo(tx);
        });
        return Optional.of(clock.instant());
    }

    private Optional<Instant> end(Attempt attempt, RunningStep step, StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Failed failed -> fail(attempt, step, new StepError(failed.code(), failed.message()));
            case StepOutcome.Finished finished -> {
                var spent = step.spent();
                persist(tx -> {
                    if (!finish(tx, attempt, spent, finished)) {
                        step.undo(tx);
                    }
                });
                yield Optional.empty();
            }
        };
    }

    /// Marks first: that locks the row, so of two attempts only one goes on to record.
    private boolean finish(Tx tx, Attempt attempt, Spent spent, StepOutcome.Finished finished) {
        if (!JobRows.end(tx, attempt, StepState.DONE, spent, Optional.empty(), clock.instant())) {
            return false; // done already (the answer to our commit was lost), or taken over
        }
        JobRows.result(tx, attempt, finished.keep().apply(tx));
        int next = attempt.position() + 1;
        if (JobRows.hasStep(tx, attempt.run(), next)) {
            QueueName.STEPS.put(tx, item(attempt.run(), next), clock.instant());
            tx.sql().afterCommit(wake);
        } else {
            JobRows.endRun(tx, attempt.run(), RunState.DONE, clock.instant());
        }
        return true;
    }

    private Optional<Instant> fault(Attempt attempt, RunningStep step, Throwable fault) {
        LOG.warn(
                "step {} of run {} had a fault:{}",
                attempt.step(),
                attempt.run().value(),
                Faults.trace(fault));
        var error = Faults.describe(fault);
        if (!Faults.passing(fault)) {
            return fail(attempt, step, error);
        }
        Optional<Integer> counted = persisted(tx -> JobRows.countFault(tx, attempt));
        if (counted.isEmpty()) {
            persist(step::undo);
            return Optional.empty();
        }
        int faults = counted.get();
        if (faults > settings.faultsMax() && !Faults.ofTheMachine(fault)) {
            return fail(attempt, step, error);
        }
        var spent = step.spent();
        persist(tx -> {
            JobRows.end(tx, attempt, StepState.WAITING, spent, Optional.of(error), clock.instant());
            step.undo(tx);
        });
        return Optional.of(clock.instant().plus(settings.retryAfter(faults)));
    }

    private Optional<Instant> fail(Attempt attempt, RunningStep step, StepError error) {
        LOG.warn("step {} of run {} failed: {}", attempt.step(), attempt.run().value(), error.code());
        var spent = step.spent();
        persist(tx -> {
            if (JobRows.end(tx, attempt, StepState.FAILED, spent, Optional.of(error), clock.instant())) {
                JobRows.endRun(tx, attempt.run(), RunState.FAILED, clock.instant());
            }
            step.undo(tx);
        });
        return Optional.empty();
    }

    private void persist(Consumer<Tx> work) {
        persisted(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /// Writes even when the database goes away and comes back meanwhile: the heavy work was done, it need not be
    /// again.
    private <T> T persisted(Function<Tx, T> work) {
        long end = System.nanoTime() + DATABASE_AWAY_LIMIT.toNanos();
        for (long wait = WAIT_FIRST_MILLIS; ; wait = Math.min(2 * wait, WAIT_MAX_MILLIS)) {
            try {
                return database.inTransaction(work);
            } catch (RuntimeException e) {
                if (!Faults.databaseAway(e) || System.nanoTime() > end || closesWithin(wait)) {
                    throw e;
                }
            }
        }
    }

    private boolean closesWithin(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ignored) {
            return true;
        }
    }
}
