package dev.firsthand.engine.job;

import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The rows of runs and steps, for those who watch: two queries, however many runs are asked for.
final class RunRows {
    private static final String COLUMNS = "SELECT id, kind, subject, state, began_at, ended_at FROM job_run ";
    private static final String RUN = COLUMNS + "WHERE id = :run";
    private static final String OF_SUBJECTS =
            COLUMNS + "WHERE subject = any(:subjects) ORDER BY number DESC LIMIT :limit";
    private static final String RECENT = COLUMNS + "ORDER BY number DESC LIMIT :limit";
    private static final String FAILED = COLUMNS + "WHERE state = 'FAILED' ORDER BY number DESC LIMIT :limit";
    private static final String WITH_FAULTS = COLUMNS + """
             WHERE state = 'RUNNING'
               AND EXISTS (SELECT 1 FROM job_step s
                            WHERE s.run = job_run.id AND s.state IN ('WAITING', 'RUNNING') AND s.error_code IS NOT NULL)
             ORDER BY number DESC LIMIT :limit
            """;
    private static final String STEPS = """
            SELECT run, name, version, state, attempts, progress_done, progress_total, began_at, ended_at,
                   wall_nanos, cpu_nanos, moved_bytes, error_code, error_message, result
              FROM job_step WHERE run = any(:runs) ORDER BY run, position
            """;

    private RunRows() {}

    static Optional<RunStatus> status(Tx tx, RunId run) {
        return whole(tx, tx.sql().createQuery(RUN).bind("run", run.value())).stream()
                .findFirst();
    }

    /// The newest runs about these subjects, as they began.
    static List<RunStatus> ofSubjects(Tx tx, Collection<UUID> subjects, int limit) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        Query query = tx.sql().createQuery(OF_SUBJECTS).bindArray("subjects", UUID.class, subjects);
        return whole(tx, query.bind("limit", limit)).reversed();
    }

    static List<RunStatus> recent(Tx tx, int limit) {
        return whole(tx, tx.sql().createQuery(RECENT).bind("limit", limit));
    }

    static List<RunStatus> failed(Tx tx, int limit) {
        return whole(tx, tx.sql().createQuery(FAILED).bind("limit", limit));
    }

    static List<RunStatus> withFaults(Tx tx, int limit) {
        return whole(tx, tx.sql().createQuery(WITH_FAULTS).bind("limit", limit));
    }

    private static List<RunStatus> whole(Tx tx, Query runs) {
        List<RunStatus> bare = runs.map((row, context) -> run(row)).list();
        Map<RunId, List<StepStatus>> steps = steps(tx, bare);
        return bare.stream()
                .map(run -> new RunStatus(
                        run.run(),
                        run.kind(),
                        run.subject(),
                        run.state(),
                        run.began(),
                        run.ended(),
                        steps.getOrDefault(run.run(), List.of())))
                .toList();
    }

    private static Map<RunId, List<StepStatus>> steps(Tx tx, List<RunStatus> runs) {
        Map<RunId, List<StepStatus>> steps = new HashMap<>();
        if (!runs.isEmpty()) {
            tx.sql()
                    .createQuery(STEPS)
                    .bindArray(
                            "runs",
                            UUID.class,
                            runs.stream().map(run -> run.run().value()).toList())
                    .map((row, context) -> Map.entry(new RunId(row.getObject("run", UUID.class)), step(row)))
                    .forEach(step -> steps.computeIfAbsent(step.getKey(), run -> new ArrayList<>())
                            .add(step.getValue()));
        }
        return steps;
    }

    /// A run without its steps.
    private static RunStatus run(ResultSet row) throws SQLException {
        return new RunStatus(
                new RunId(row.getObject("id", UUID.class)),
                row.getString("kind"),
                row.getObject("subject", UUID.class),
                RunState.valueOf(row.getString("state")),
                instant(row, "began_at").orElseThrow(),
                instant(row, "ended_at"),
                List.of());
    }

    private static StepStatus step(ResultSet row) throws SQLException {
        @Nullable String code = row.getString("error_code");
        var message = row.getString("error_message");
        return new StepStatus(
                row.getString("name"),
                row.getInt("version"),
                StepState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getLong("progress_done"),
                row.getLong("progress_total"),
                instant(row, "began_at"),
                instant(row, "ended_at"),
                row.getLong("wall_nanos") / 1e9,
                row.getLong("cpu_nanos") / 1e9,
                row.getLong("moved_bytes"),
                code == null ? Optional.empty() : Optional.of(new StepError(code, message)),
                Optional.ofNullable(row.getString("result")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
