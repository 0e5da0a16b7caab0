package dev.firsthand.engine.job;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Durable runs: a killed step runs again, a finished one does not. Add kinds and handlers, then [#start].
public final class Jobs implements AutoCloseable {
    /// How much work there is: steps and events that are queued or under way, and runs by where they are.
    public record Load(long steps, long events, Map<RunState, Long> runs) {
        public Load {
            runs = Map.copyOf(runs);
        }
    }

    private static final int RUNS_OF_SUBJECT_MAX = 100;
    private static final int EVENT_WORKERS = 1; // events of one publisher arrive in their order

    private final Database database;
    private final InstantSource clock;
    private final Map<String, RunKind> kinds = new ConcurrentHashMap<>();
    private final List<EventHandler> handlers = new CopyOnWriteArrayList<>();
    private final StepRunner runner;
    private final Queue steps;
    private final Queue deliveries;

    public Jobs(Database database, Events events, InstantSource clock, JobSettings settings) {
        this.database = database;
        this.clock = clock;
        this.runner = new StepRunner(database, clock, settings, kinds);
        this.steps = new Queue(database, QueueName.STEPS, clock, settings, runner::work);
        var one = new JobSettings(
                EVENT_WORKERS, settings.poll(), settings.heartbeat(), settings.firstRetry(), settings.faultsMax());
        this.deliveries =
                new Queue(database, QueueName.EVENTS, clock, one, item -> events.deliver(database, handlers, item));
        runner.onNext(steps::wake);
        events.onPublish(deliveries::wake);
    }

    /// Makes a kind of run known. Runs begun by an earlier version go on with the steps of this one that have their
    /// names.
    public void add(RunKind kind) {
        if (kinds.putIfAbsent(kind.name(), kind) != null) {
            throw new IllegalArgumentException("run kind %s is there twice".formatted(kind.name()));
        }
    }

    /// Several handlers of one type act in one transaction, in the order in which they were added.
    public void add(EventHandler handler) {
        handlers.add(handler);
    }

    /// Starts the work, with what an earlier process left undone.
    public void start() {
        steps.start();
        deliveries.start();
    }

    /// Begins a run in the caller's transaction. `owner` is the person whose data it works on.
    public RunId begin(Tx tx, String kind, UUID subject, Optional<PersonId> owner) {
        var known = kinds.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("unknown run kind: " + kind);
        }
        var run = RunId.random();
        JobRows.insert(tx, run, known, subject, owner, clock.instant());
        QueueName.STEPS.put(tx, StepRunner.item(run, 0), clock.instant());
        tx.sql().afterCommit(steps::wake);
        return run;
    }

    /// Where a run is.
    public RunStatus status(RunId run) {
        return database.inTransaction(tx -> RunRows.status(tx, run))
                .orElseThrow(() -> new NoSuchElementException("no run " + run.value()));
    }

    /// The newest hundred runs about a subject, in the order in which they began.
    public List<RunStatus> ofSubject(UUID subject) {
        return ofSubjects(List.of(subject));
    }

    /// As above, about any of these subjects; a hundred for each, taken together.
    public List<RunStatus> ofSubjects(Collection<UUID> subjects) {
        return database.inTransaction(tx -> RunRows.ofSubjects(tx, subjects, subjects.size() * RUNS_OF_SUBJECT_MAX));
    }

    /// The newest runs first.
    public List<RunStatus> recent(int limit) {
        return database.inTransaction(tx -> RunRows.recent(tx, limit));
    }

    /// Runs that failed for good, newest first.
    public List<RunStatus> failed(Tx tx, int limit) {
        return RunRows.failed(tx, limit);
    }

    /// Runs of which a step had a fault and is tried again, newest first.
    public List<RunStatus> withFaults(Tx tx, int limit) {
        return RunRows.withFaults(tx, limit);
    }

    /// How much work there is now. Counts rows, so ask seldom.
    public Load load() {
        return database.inTransaction(JobRows::load);
    }

    /// Ends every run about these subjects with the transaction, and then the work that is under way for one of them.
    public void stop(Tx tx, Collection<UUID> subjects, StepError why) {
        JobRows.stop(tx, subjects, why, clock.instant());
        Set<UUID> stopped = Set.copyOf(subjects);
        tx.sql().afterCommit(() -> runner.underWay().interrupt(work -> stopped.contains(work.subject())));
    }

    /// Has the steps of runs of this kind that are under way begin again, once the transaction is true: they ask anew
    /// what has changed by it.
    public void beginAgain(Tx tx, String kind) {
        tx.sql()
                .afterCommit(
                        () -> runner.underWay().interrupt(work -> work.kind().equals(kind)));
    }

    /// Whether a step works on any of these subjects right now.
    public boolean working(Set<UUID> subjects) {
        return runner.underWay().any(work -> subjects.contains(work.subject()));
    }

    /// Whether a step of a run of this kind works right now that began before `moment`.
    public boolean working(String kind, Instant moment) {
        return runner.underWay()
                .any(work -> work.kind().equals(kind) && work.began().isBefore(moment));
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .from("job_step_result", "DELETE FROM job_step_result WHERE owner = :person")
                .from("job_event", "DELETE FROM job_event WHERE subject = any(:things)")
                .from(
                        "job_step",
                        "DELETE FROM job_step WHERE run IN "
                                + "(SELECT id FROM job_run WHERE subject = any(:things) OR owner = :person)")
                .from("job_run", "DELETE FROM job_run WHERE subject = any(:things) OR owner = :person");
    }

    /// Waits a moment for running steps, then leaves them: they run again at the next start.
    @Override
    public void close() {
        runner.close();
        deliveries.close();
        steps.close();
    }
}
