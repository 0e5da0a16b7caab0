package dev.firsthand.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LESS_THAN_A_POLL = Duration.ofMillis(400);

    private final Database database = DATABASE.database();
    private final Events events = new Events(CLOCK);
    private final Jobs jobs = new Jobs(
            database, events, CLOCK, new JobSettings(2, POLL, Duration.ofSeconds(1), Duration.ofMillis(20), 2));
    private final UUID subject = UUID.randomUUID();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        jobs.close();
    }

    @Test
    void steps_run_in_order_and_see_the_results_of_earlier_ones() throws Exception {
        jobs.add(new RunKind(
                "walk",
                List.of(
                        step("first", context -> new StepOutcome.Finished(tx -> "{\"n\":1}")),
                        step("second", context -> {
                            var earlier = context.result("first").orElseThrow();
                            context.progress(3, 4);
                            context.childCpu(Duration.ofSeconds(5));
                            context.moved(77);
                            return finished("second saw " + earlier);
                        }))));
        jobs.start();

        RunId run = begin("walk");
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("second saw {\"n\":1}");

        var status = afterEnd(run);
        assertThat(status.state()).isEqualTo(RunState.DONE);
        assertThat(status.subject()).isEqualTo(subject);
        assertThat(status.steps()).extracting(StepStatus::name).containsExactly("first", "second");
        assertThat(status.steps()).extracting(StepStatus::state).containsOnly(StepState.DONE);
        var second = status.steps().getLast();
        assertThat(second.progressDone()).isEqualTo(3);
        assertThat(second.progressTotal()).isEqualTo(4);
        assertThat(second.movedBytes()).isEqualTo(77);
        assertThat(second.cpuSeconds()).isBetween(5.0, 6.0);
        assertThat(second.wallSeconds()).isBetween(0.0, 5.0);
        assertThat(second.attempts()).isEqualTo(1);
        assertThat(second.result()).contains("second saw {\"n\":1}");
        assertThat(jobs.ofSubject(subject)).containsExactly(status);
        assertThat(jobs.recent(1)).containsExactly(status);
    }

    @Test
    void a_run_whose_transaction_fails_never_was() {
        jobs.add(new RunKind("never", List.of(step("only", context -> finished("ran")))));
        jobs.start();

        assertThatThrownBy(() -> database.inTransactionDo(tx -> {
                    jobs.begin(tx, "never", subject, Optional.empty());
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(jobs.ofSubject(subject)).isEmpty();
        assertThat(queued("job_step_queue")).isZero();
    }

    @Test
    void a_fault_of_the_disk_is_tried_again_and_then_fails_the_run_visibly() throws Exception {
        var attempts = new AtomicInteger();
        jobs.add(new RunKind("faulty", List.of(step("only", context -> {
            attempts.incrementAndGet();
            throw new IOException("it broke");
        }))));
        jobs.start();

        var status = afterEnd(begin("faulty"));

        assertThat(status.state()).isEqualTo(RunState.FAILED);
        assertThat(status.error().orElseThrow().code()).isEqualTo("step-io");
        assertThat(attempts).hasValue(3);
        assertThat(status.steps().getFirst().attempts()).isEqualTo(3);
    }

    @Test
    void a_full_disk_is_waited_for_longer_than_any_fault() throws Exception {
        var attempts = new AtomicInteger();
        jobs.add(new RunKind("crowded", List.of(step("only", context -> {
            if (attempts.incrementAndGet() < 6) {
                throw new IOException("No space left on device");
            }
            return finished("ran");
        }))));
        jobs.start();

        assertThat(afterEnd(begin("crowded")).state()).isEqualTo(RunState.DONE);
        assertThat(attempts).hasValue(6);
    }

    @Test
    void attempts_that_ended_in_a_fault_do_not_exhaust_a_step_and_those_that_never_ended_do() throws Exception {
        jobs.add(new RunKind("patient", List.of(step("only", context -> finished("ran")))));
        RunId faulted = begin("patient");
        RunId killed = begin("patient");
        database.inTransactionDo(tx -> {
            tx.sql().execute("update job_step set attempts = 50, faults = 50 where run = ?", faulted.value());
            tx.sql().execute("update job_step set attempts = 20 where run = ?", killed.value());
        });
        jobs.start();

        assertThat(afterEnd(faulted).state()).isEqualTo(RunState.DONE);
        assertThat(afterEnd(killed).error().orElseThrow().code()).isEqualTo("step-attempts-exhausted");
    }

    @Test
    void a_fault_that_passes_does_not_fail_the_run() throws Exception {
        var attempts = new AtomicInteger();
        jobs.add(new RunKind("passing", List.of(step("only", context -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IOException("once");
            }
            return finished("ran");
        }))));
        jobs.start();

        assertThat(afterEnd(begin("passing")).state()).isEqualTo(RunState.DONE);
    }

    @Test
    void an_error_is_tried_again_counted_and_told_as_any_other_fault() throws Exception {
        var attempts = new AtomicInteger();
        jobs.add(new RunKind("short-of-memory", List.of(step("only", context -> {
            attempts.incrementAndGet();
            throw new OutOfMemoryError("a person's name");
        }))));
        jobs.start();

        var status = afterEnd(begin("short-of-memory"));

        assertThat(status.error()).contains(new StepError("step-crashed", "OutOfMemoryError"));
        assertThat(attempts).hasValue(3);
        assertThat(faults(status.run())).isEqualTo(3);
    }

    @Test
    void what_an_attempt_began_is_undone_when_it_ends_without_its_result_and_only_then() throws Exception {
        var attempts = new AtomicInteger();
        jobs.add(new RunKind("undoing", List.of(step("only", context -> {
            int attempt = attempts.incrementAndGet();
            context.otherwise(tx -> tx.sql().afterCommit(() -> ended.add("undone " + attempt)));
            return switch (attempt) {
                case 1 -> throw new IOException("once");
                case 2 -> throw new OutOfMemoryError("once");
                default -> finished("ran");
            };
        }))));
        jobs.add(new RunKind("in-vain", List.of(step("only", context -> {
            context.otherwise(tx -> tx.sql().afterCommit(() -> ended.add("undone")));
            return new StepOutcome.Finished(tx -> {
                throw new IllegalStateException("on purpose");
            });
        }))));
        jobs.start();

        afterEnd(begin("undoing"));
        assertThat(ended).containsExactly("undone 1", "undone 2", "ran");
        ended.clear();
        afterEnd(begin("in-vain"));
        assertThat(ended).containsExactly("undone");
    }

    @Test
    void an_attempt_that_was_overtaken_is_undone_and_records_nothing() throws Exception {
        var attempts = new AtomicInteger();
        jobs.add(new RunKind("overtaken", List.of(step("only", context -> {
            int attempt = attempts.incrementAndGet();
            context.otherwise(tx -> tx.sql().afterCommit(() -> ended.add("undone " + attempt)));
            database.inTransactionDo(tx -> tx.sql()
                    .execute(
                            "update job_step set attempts = attempts + 1 where run = ?",
                            context.run().value()));
            if (attempt == 2) {
                throw new IOException("too late");
            }
            return finished("ran " + attempt);
        }))));
        jobs.start();

        begin("overtaken");
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("undone 1");
        RunId faulty = begin("overtaken");
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("undone 2");

        assertThat(ended).isEmpty();
        assertThat(faults(faulty)).isZero();
    }

    @Test
    void a_step_that_says_it_failed_or_that_crashes_ends_the_run_at_once_without_telling_messages() throws Exception {
        jobs.add(new RunKind(
                "refusing",
                List.of(
                        step("only", context -> new StepOutcome.Failed("video-unreadable", "The video has no frames.")),
                        step("never", context -> finished("ran")))));
        jobs.add(new RunKind("crashing", List.of(step("only", context -> {
            throw new IllegalStateException("a person's name");
        }))));
        jobs.start();

        var refused = afterEnd(begin("refusing"));
        assertThat(refused.error()).contains(new StepError("video-unreadable", "The video has no frames."));
        assertThat(refused.steps().getLast().state()).isEqualTo(StepState.WAITING);
        var crashed = afterEnd(begin("crashing"));
        assertThat(crashed.error()).contains(new StepError("step-crashed", "IllegalStateException"));
        assertThat(ended).isEmpty();
    }

    @Test
    void what_a_step_records_is_true_together_with_its_mark() throws Exception {
        database.inTransactionDo(tx -> tx.sql().execute("create table recorded (name text)"));
        jobs.add(new RunKind(
                "recording",
                List.of(step(
                        "only",
                        context -> new StepOutcome.Finished(tx -> {
                            tx.sql().execute("insert into recorded values ('half')");
                            throw new IllegalStateException("on purpose");
                        })))));
        jobs.start();

        assertThat(afterEnd(begin("recording")).state()).isEqualTo(RunState.FAILED);

        int rows = database.inTransaction(tx -> tx.sql()
                .createQuery("select count(*) from recorded")
                .mapTo(Integer.class)
                .one());
        assertThat(rows).isZero();
    }

    @Test
    void an_event_reaches_its_handlers_once_even_when_one_fails_at_first() throws Exception {
        var calls = new AtomicInteger();
        database.inTransactionDo(tx -> tx.sql().execute("create table heard (name text)"));
        jobs.add(handler("made", (tx, event) -> tx.sql().execute("insert into heard values ('first')")));
        jobs.add(handler("made", (tx, event) -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
            }
            tx.sql().afterCommit(() -> ended.add("heard " + event.subject()));
        }));
        jobs.add(handler("other", (tx, event) -> ended.add("wrong")));
        jobs.start();

        database.inTransactionDo(tx -> events.publish(tx, new Event("made", subject)));

        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("heard " + subject);
        int rows = database.inTransaction(tx -> tx.sql()
                .createQuery("select count(*) from heard")
                .mapTo(Integer.class)
                .one());
        assertThat(rows).isEqualTo(1);
        assertThat(calls).hasValue(2);
    }

    @Test
    void an_event_whose_transaction_fails_is_never_heard() {
        jobs.start();
        assertThatThrownBy(() -> database.inTransactionDo(tx -> {
                    events.publish(tx, new Event("made", subject));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(queued("job_event_queue")).isZero();
    }

    @Test
    void events_and_next_steps_start_within_moments_and_events_do_not_wait_for_busy_workers() throws Exception {
        var release = new CountDownLatch(1);
        jobs.add(new RunKind("busy", List.of(step("only", context -> {
            ended.add("busy");
            release.await();
            return finished("released");
        }))));
        jobs.add(new RunKind(
                "quick",
                List.of(
                        step("one", context -> new StepOutcome.Finished(tx -> "1")),
                        step("two", context -> finished("quick")))));
        jobs.add(handler("made", (tx, event) -> tx.sql().afterCommit(() -> ended.add("heard"))));
        jobs.start();
        begin("quick");
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("quick");

        Duration quickest = Duration.ofDays(1);
        for (int i = 0; i < 20 && quickest.compareTo(LESS_THAN_A_POLL) >= 0; i++) { // a busy machine may be late
            long began = System.nanoTime();
            begin("quick");
            assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("quick");
            quickest = Duration.ofNanos(System.nanoTime() - began);
        }
        assertThat(quickest).isLessThan(LESS_THAN_A_POLL);

        begin("busy");
        begin("busy");
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("busy");
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("busy");
        database.inTransactionDo(tx -> events.publish(tx, new Event("made", subject)));
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("heard");
        release.countDown();
    }

    @Test
    void a_step_that_this_version_does_not_know_fails_visibly() throws Exception {
        jobs.add(new RunKind("old", List.of(step("gone", context -> finished("ran")))));
        RunId run = begin("old");
        database.inTransactionDo(
                tx -> tx.sql().execute("update job_step set name = 'renamed' where run = ?", run.value()));
        jobs.start();

        assertThat(afterEnd(run).error().orElseThrow().code()).isEqualTo("step-unknown");
    }

    private RunId begin(String kind) {
        return database.inTransaction(tx -> jobs.begin(tx, kind, subject, Optional.empty()));
    }

    private StepOutcome finished(String result) {
        return new StepOutcome.Finished(tx -> {
            tx.sql().afterCommit(() -> ended.add(result));
            return result;
        });
    }

    private static StepDefinition step(String name, StepWork work) {
        return new StepDefinition(name, 1, work);
    }

    private interface Reaction {
        void on(dev.firsthand.engine.store.Tx tx, Event event);
    }

    private static EventHandler handler(String type, Reaction reaction) {
        return new EventHandler() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public void on(dev.firsthand.engine.store.Tx tx, Event event) {
                reaction.on(tx, event);
            }
        };
    }

    private RunStatus afterEnd(RunId run) throws InterruptedException {
        var moments = new CountDownLatch(1);
        for (int i = 0; i < 1_000; i++) {
            var status = jobs.status(run);
            if (status.state() != RunState.RUNNING) {
                return status;
            }
            assertThat(moments.await(10, TimeUnit.MILLISECONDS)).isFalse();
        }
        throw new AssertionError("run did not end: " + jobs.status(run));
    }

    private int faults(RunId run) {
        return database.inTransaction(tx -> tx.sql()
                .createQuery("select faults from job_step where run = :run")
                .bind("run", run.value())
                .mapTo(Integer.class)
                .one());
    }

    private int queued(String table) {
        return database.inTransaction(tx -> tx.sql()
                .createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }
}
