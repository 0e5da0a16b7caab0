package dev.firsthand.engine.capture;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.engine.task.TaskVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/// All sessions of the house, for people of the desk: by page and key, so that the last page is as fast as the
/// first.
public final class SessionList {
    /// How many sessions one page lists.
    public static final int PAGE_MAX = 50;

    private static final String COLUMNS = """
            SELECT id, contributor, task, task_version, stage, started_at, finished_at, recorded_millis
              FROM capture_session
            """;

    private static final String OF_STAGES = COLUMNS + " WHERE stage = any(:stages)";

    private static final String OF_TASK = " AND task = :task";

    private static final String AFTER =
            " AND (started_at, id) < (SELECT started_at, id FROM capture_session WHERE id = :after)";

    private static final String NEWEST_FIRST = " ORDER BY started_at DESC, id DESC LIMIT :limit";

    private static final String OF_IDS = COLUMNS + " WHERE id = any(:ids)";

    private static final String BEGUN_SINCE =
            COLUMNS + " WHERE contributor = :contributor AND started_at >= :since ORDER BY started_at, id LIMIT :limit";

    private static final String COUNTS =
            "SELECT stage, count(*) AS sessions FROM capture_session WHERE stage = any(:stages) GROUP BY stage";

    private static final String KEPT = """
            SELECT contributor, CAST(count(*) AS integer) AS sessions FROM capture_session
             WHERE stage <> 'REMOVED' GROUP BY contributor
            """;

    private static final String LEFT = COLUMNS + """
             WHERE stage = :stage AND coalesce(finished_at, started_at) < :since
             ORDER BY started_at, id LIMIT :limit
            """;

    private static final String RECORDED = """
            SELECT date_trunc('day', finished_at AT TIME ZONE 'UTC')::date AS day, sum(recorded_millis) AS millis
              FROM capture_session WHERE finished_at >= :since GROUP BY day
            """;

    private SessionList() {}

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .naming("SELECT id FROM capture_session WHERE contributor = :person")
                .from("capture_step", "DELETE FROM capture_step WHERE session = any(:things)")
                .from("capture_upload", "DELETE FROM capture_upload WHERE session = any(:things)")
                .from("capture_freeze", "DELETE FROM capture_freeze WHERE session = any(:things)")
                .from("capture_grant", "DELETE FROM capture_grant WHERE session = any(:things)")
                .from("capture_session", "DELETE FROM capture_session WHERE contributor = :person");
    }

    /// Some sessions, newest first, and after which one the next page starts, if there is one.
    public record Page(List<SessionLine> lines, Optional<SessionId> after) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /// The newest sessions of the filter; with `after`, those that follow the mark that the page before gave.
    public static Page page(Tx tx, SessionFilter filter, Optional<SessionId> after) {
        String sql = OF_STAGES
                + filter.task().map(task -> OF_TASK).orElse("")
                + after.map(mark -> AFTER).orElse("")
                + NEWEST_FIRST;
        Query query = tx.sql().createQuery(sql).bindArray("stages", String.class, names(filter.stages()));
        filter.task().map(TaskId::value).ifPresent(task -> query.bind("task", task));
        after.map(SessionId::value).ifPresent(mark -> query.bind("after", mark));
        List<SessionLine> found = query.bind("limit", PAGE_MAX + 1)
                .map((row, context) -> line(row))
                .list();
        if (found.size() <= PAGE_MAX) {
            return new Page(found, Optional.empty());
        }
        List<SessionLine> shown = found.subList(0, PAGE_MAX);
        return new Page(shown, Optional.of(shown.getLast().id()));
    }

    /// Those of these sessions that are there.
    public static List<SessionLine> find(Tx tx, Collection<SessionId> ids) {
        return tx.sql()
                .createQuery(OF_IDS)
                .bindArray("ids", UUID.class, ids.stream().map(SessionId::value).toList())
                .map((row, context) -> line(row))
                .list();
    }

    /// A contributor's sessions that began since this moment, oldest first, at most `limit`.
    public static List<SessionLine> begunSince(Tx tx, ContributorId contributor, Instant since, int limit) {
        return tx.sql()
                .createQuery(BEGUN_SINCE)
                .bind("contributor", contributor.value())
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .map((row, context) -> line(row))
                .list();
    }

    /// How many sessions are in each of the stages in which somebody or something has still to act.
    public static Map<SessionStage, Integer> waiting(Tx tx) {
        Map<SessionStage, Integer> counts = new EnumMap<>(SessionStage.class);
        tx.sql()
                .createQuery(COUNTS)
                .bindArray("stages", String.class, names(SessionStage.waiting()))
                .map((row, context) -> counts.put(SessionStage.valueOf(row.getString("stage")), row.getInt("sessions")))
                .list();
        return counts;
    }

    /// How many sessions there are of each contributor, without those that were removed.
    public static Map<ContributorId, Integer> kept(Tx tx) {
        return tx.sql()
                .createQuery(KEPT)
                .map((row, context) ->
                        Map.entry(new ContributorId(row.getObject("contributor", UUID.class)), row.getInt("sessions")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Sessions in this stage whose contributor did nothing more with them since this moment, oldest first.
    public static List<SessionLine> leftSince(Tx tx, SessionStage stage, Instant since, int limit) {
        return tx.sql()
                .createQuery(LEFT)
                .bind("stage", stage.name())
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .map((row, context) -> line(row))
                .list();
    }

    /// How much was recorded on each day since this moment, by the day in UTC on which the session was finished.
    public static Map<LocalDate, Duration> recordedSince(Tx tx, Instant since) {
        Map<LocalDate, Duration> days = new TreeMap<>();
        tx.sql()
                .createQuery(RECORDED)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .map((row, context) ->
                        days.put(row.getObject("day", LocalDate.class), Duration.ofMillis(row.getLong("millis"))))
                .list();
        return days;
    }

    private static List<String> names(Collection<SessionStage> stages) {
        return stages.stream().map(Enum::name).sorted().toList();
    }

    private static SessionLine line(ResultSet row) throws SQLException {
        long millis = row.getLong("recorded_millis");
        Optional<Duration> recorded = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
        return new SessionLine(
                new SessionId(row.getObject("id", UUID.class)),
                new ContributorId(row.getObject("contributor", UUID.class)),
                new TaskVersion(new TaskId(row.getObject("task", UUID.class)), row.getInt("task_version")),
                SessionStage.valueOf(row.getString("stage")),
                row.getTimestamp("started_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant),
                recorded);
    }
}
