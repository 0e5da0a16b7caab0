package dev.firsthand.engine.job;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The rows of runs and steps, as they are written; [RunRows] reads them.
final class JobRows {
    private static final String INSERT_RUN = """
        INSERT INTO job_run (id, kind, subject, owner, state, began_at)
        VALUES (:id, :kind, :subject, :owner, 'RUNNING', :now)
        """;
    private static final String INSERT_STEP = """
        INSERT INTO job_step (run, position, name, version, state)
        VALUES (:run, :position, :name, :version, 'WAITING')
        """;
    private static final String BEGIN = """
            UPDATE job_step s
               SET state = 'RUNNING', attempts = attempts + 1, began_at = :now, ended_at = NULL,
                   progress_done = 0, progress_total = 0
              FROM job_run r
             WHERE r.id = s.run AND r.state = 'RUNNING' AND s.run = :run AND s.position = :position
               AND s.state IN ('WAITING', 'RUNNING')
            RETURNING r.kind, r.subject, s.name, s.attempts, s.attempts - s.faults AS unended
            """;
    private static final String PROGRESS = """
        UPDATE job_step SET progress_done = :done, progress_total = :total
         WHERE run = :run AND position = :position AND attempts = :attempt AND state = 'RUNNING'
        """;
    private static final String END = """
        UPDATE job_step
           SET state = :state, ended_at = :now, wall_nanos = :wall, cpu_nanos = :cpu, moved_bytes = :moved,
               progress_done = :done, progress_total = :total, error_code = :code, error_message = :message
         WHERE run = :run AND position = :position AND attempts = :attempt AND state = 'RUNNING'
        """;
    private static final String RESULT = """
        UPDATE job_step SET result = :result WHERE run = :run AND position = :position
        """;
    private static final String FAULT = """
        UPDATE job_step SET faults = faults + 1
         WHERE run = :run AND position = :position AND attempts = :attempt
        RETURNING faults
        """;
    private static final String EARLIER_RESULT = """
        SELECT result FROM job_step WHERE run = :run AND name = :name AND state = 'DONE'
        """;
    private static final String HAS_STEP = """
        SELECT count(*) FROM job_step WHERE run = :run AND position = :position
        """;
    private static final String END_RUN = """
        UPDATE job_run SET state = :state, ended_at = :now WHERE id = :run AND state = 'RUNNING'
        """;

    // Steps before runs, as whoever ends a step does.
    private static final String STOP_STEPS = """
            UPDATE job_step s SET state = 'FAILED', ended_at = :now, error_code = :code, error_message = :message
              FROM job_run r
             WHERE r.id = s.run AND r.state = 'RUNNING' AND r.subject = any(:subjects)
               AND s.state IN ('WAITING', 'RUNNING')
            """;
    private static final String STOP_RUNS = """
            UPDATE job_run SET state = 'FAILED', ended_at = :now WHERE state = 'RUNNING' AND subject = any(:subjects)
            """;

    private static final String LOAD = """
        SELECT (SELECT count(*) FROM job_step_queue) AS steps,
               (SELECT count(*) FROM job_event_queue) AS events
        """;
    private static final String RUNS_BY_STATE = """
        SELECT state, count(*) AS runs FROM job_run GROUP BY state
        """;

    private JobRows() {}

    /// One attempt at one step. The number tells a late attempt from the one that took over; `unended` is how many,
    /// with this one, did not come to any end.
    record Attempt(RunId run, int position, int number, int unended, String kind, String step, UUID subject) {}

    /// What an attempt has used and reached so far.
    record Spent(long wallNanos, long cpuNanos, long movedBytes, long progressDone, long progressTotal) {}

    static void insert(Tx tx, RunId run, RunKind kind, UUID subject, Optional<PersonId> owner, Instant now) {
        tx.sql()
                .createUpdate(INSERT_RUN)
                .bind("id", run.value())
                .bind("kind", kind.name())
                .bind("subject", subject)
                .bind("owner", owner.map(PersonId::value).orElse(null))
                .bind("now", at(now))
                .execute();
        tx.changed(subject);
        var steps = tx.sql().prepareBatch(INSERT_STEP);
        for (int position = 0; position < kind.steps().size(); position++) {
            var step = kind.steps().get(position);
            steps.bind("run", run.value())
                    .bind("position", position)
                    .bind("name", step.name())
                    .bind("version", step.version())
                    .add();
        }
        steps.execute();
    }

    /// Ends every run about these subjects: what an attempt that is under way makes of it is not recorded.
    static void stop(Tx tx, Collection<UUID> subjects, StepError why, Instant now) {
        tx.sql()
                .createUpdate(STOP_STEPS)
                .bindArray("subjects", UUID.class, subjects)
                .bind("now", at(now))
                .bind("code", why.code())
                .bind("message", why.message())
                .execute();
        tx.sql()
                .createUpdate(STOP_RUNS)
                .bindArray("subjects", UUID.class, subjects)
                .bind("now", at(now))
                .execute();
        subjects.forEach(tx::changed);
    }

    /// Counts one more attempt; empty when the step or its run has ended already.
    static Optional<Attempt> begin(Tx tx, RunId run, int position, Instant now) {
        Optional<Attempt> begun = tx.sql()
                .createQuery(BEGIN)
                .bind("run", run.value())
                .bind("position", position)
                .bind("now", at(now))
                .map((row, context) -> new Attempt(
                        run,
                        position,
                        row.getInt("attempts"),
                        row.getInt("unended"),
                        row.getString("kind"),
                        row.getString("name"),
                        row.getObject("subject", UUID.class)))
                .findOne();
        begun.ifPresent(attempt -> tx.changed(attempt.subject()));
        return begun;
    }

    static void progress(Tx tx, Attempt attempt, long done, long total) {
        tx.changed(attempt.subject());
        tx.sql()
                .createUpdate(PROGRESS)
                .bind("run", attempt.run().value())
                .bind("position", attempt.position())
                .bind("attempt", attempt.number())
                .bind("done", done)
                .bind("total", total)
                .execute();
    }

    /// False when this attempt is no longer the step's own: another one took over, or it has ended.
    static boolean end(Tx tx, Attempt attempt, StepState state, Spent spent, Optional<StepError> error, Instant now) {
        tx.changed(attempt.subject());
        return tx.sql()
                        .createUpdate(END)
                        .bind("run", attempt.run().value())
                        .bind("position", attempt.position())
                        .bind("attempt", attempt.number())
                        .bind("state", state.name())
                        .bind("now", at(now))
                        .bind("wall", spent.wallNanos())
                        .bind("cpu", spent.cpuNanos())
                        .bind("moved", spent.movedBytes())
                        .bind("done", spent.progressDone())
                        .bind("total", spent.progressTotal())
                        .bind("code", error.map(StepError::code).orElse(null))
                        .bind("message", error.map(StepError::message).orElse(null))
                        .execute()
                == 1;
    }

    static void result(Tx tx, Attempt attempt, String json) {
        tx.sql()
                .createUpdate(RESULT)
                .bind("run", attempt.run().value())
                .bind("position", attempt.position())
                .bind("result", json)
                .execute();
    }

    /// How many faults the step has had, with this one; empty when another attempt took over.
    static Optional<Integer> countFault(Tx tx, Attempt attempt) {
        return tx.sql()
                .createQuery(FAULT)
                .bind("run", attempt.run().value())
                .bind("position", attempt.position())
                .bind("attempt", attempt.number())
                .mapTo(Integer.class)
                .findOne();
    }

    static Optional<String> earlierResult(Tx tx, RunId run, String step) {
        return tx.sql()
                .createQuery(EARLIER_RESULT)
                .bind("run", run.value())
                .bind("name", step)
                .mapTo(String.class)
                .findOne();
    }

    static boolean hasStep(Tx tx, RunId run, int position) {
        return tx.sql()
                        .createQuery(HAS_STEP)
                        .bind("run", run.value())
                        .bind("position", position)
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    static void endRun(Tx tx, RunId run, RunState state, Instant now) {
        tx.sql()
                .createUpdate(END_RUN)
                .bind("run", run.value())
                .bind("state", state.name())
                .bind("now", at(now))
                .execute();
    }

    static Jobs.Load load(Tx tx) {
        var runs = new EnumMap<RunState, Long>(RunState.class);
        tx.sql()
                .createQuery(RUNS_BY_STATE)
                .map((row, context) -> Map.entry(RunState.valueOf(row.getString("state")), row.getLong("runs")))
                .forEach(entry -> runs.put(entry.getKey(), entry.getValue()));
        return tx.sql()
                .createQuery(LOAD)
                .map((row, context) -> new Jobs.Load(row.getLong("steps"), row.getLong("events"), runs))
                .one();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
