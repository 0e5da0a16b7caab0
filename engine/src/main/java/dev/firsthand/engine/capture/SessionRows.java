package dev.firsthand.engine.capture;

import dev.firsthand.engine.capture.Capture.Begun;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.engine.task.TaskVersion;
import dev.firsthand.engine.upload.UploadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/// The rows of sessions, their grants and their uploads.
final class SessionRows {
    private static final String INSERT = """
            INSERT INTO capture_session (id, contributor, task, task_version, device_class, started_at)
            VALUES (:id, :contributor, :task, :taskVersion, :deviceClass, :startedAt)
            """;

    private static final String INSERT_GRANT =
            "INSERT INTO capture_grant (session, purpose, grant_id) VALUES (:session, :purpose, :grant)";

    private static final String INSERT_UPLOAD = """
            INSERT INTO capture_upload (upload, session, role, object, size_bytes, declaration, attached_at)
            VALUES (:upload, :session, :role, :object, :sizeBytes, :declaration, :now)
            ON CONFLICT (upload) DO NOTHING
            """;

    private static final String FINISH =
            "UPDATE capture_session SET finished_at = :now, stage = 'OPENING' WHERE id = :id";

    private static final String REACHED =
            "UPDATE capture_session SET stage = :stage WHERE id = :id AND stage <> 'REMOVED'";

    private static final String MEASURED = "UPDATE capture_session SET recorded_millis = :millis WHERE id = :id";

    private static final String COLUMNS = """
            SELECT id, contributor, task, task_version, device_class, started_at, finished_at FROM capture_session
            """;

    private static final String FIND = COLUMNS + " WHERE id = :id";

    private static final String BEGUN =
            "SELECT id, task, task_version, started_at FROM capture_session WHERE id = ANY(:ids)";

    private static final String LOCK = FIND + " FOR UPDATE";

    private static final String FIRST_PAGE =
            COLUMNS + " WHERE contributor = :contributor ORDER BY started_at DESC, id DESC LIMIT :limit";

    private static final String NEXT_PAGE = COLUMNS + """
             WHERE contributor = :contributor
               AND (started_at, id) < (SELECT started_at, id FROM capture_session WHERE id = :after)
             ORDER BY started_at DESC, id DESC LIMIT :limit
            """;

    private static final String GRANTS =
            "SELECT session, purpose, grant_id FROM capture_grant WHERE session = any(:sessions)";

    private static final String UPLOADS = """
            SELECT session, upload, role, object, size_bytes, declaration FROM capture_upload
             WHERE session = any(:sessions) ORDER BY attached_at, upload
            """;

    private static final String COUNTS = """
            SELECT contributor, count(*) AS sessions FROM capture_session
             WHERE contributor = ANY(:contributors) GROUP BY contributor
            """;

    private static final String OF_BODIES_ALONE = """
            SELECT session FROM capture_upload WHERE session = ANY(:sessions) GROUP BY session
            HAVING bool_or(role = 'MOTION') AND NOT bool_or(role IN ('VIDEO', 'STRAY_ZIP'))
            """;

    private SessionRows() {}

    static Map<ContributorId, Integer> counts(Tx tx, Collection<ContributorId> contributors) {
        var counts = new HashMap<ContributorId, Integer>();
        tx.sql()
                .createQuery(COUNTS)
                .bindArray(
                        "contributors",
                        UUID.class,
                        contributors.stream().map(ContributorId::value).toList())
                .map((rs, context) ->
                        Map.entry(new ContributorId(rs.getObject("contributor", UUID.class)), rs.getInt("sessions")))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    static Map<SessionId, Begun> begun(Tx tx, Collection<SessionId> sessions) {
        Map<SessionId, Begun> begun = new HashMap<>();
        tx.sql()
                .createQuery(BEGUN)
                .bindArray(
                        "ids",
                        UUID.class,
                        sessions.stream().map(SessionId::value).toList())
                .map((row, context) -> Map.entry(
                        new SessionId(row.getObject("id", UUID.class)),
                        new Begun(
                                new TaskVersion(
                                        new TaskId(row.getObject("task", UUID.class)), row.getInt("task_version")),
                                row.getTimestamp("started_at").toInstant())))
                .forEach(found -> begun.put(found.getKey(), found.getValue()));
        return begun;
    }

    static Set<SessionId> ofBodiesAlone(Tx tx, Collection<SessionId> sessions) {
        return tx
                .sql()
                .createQuery(OF_BODIES_ALONE)
                .bindArray(
                        "sessions",
                        UUID.class,
                        sessions.stream().map(SessionId::value).toList())
                .mapTo(UUID.class)
                .stream()
                .map(SessionId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    static void insert(Tx tx, Session session) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", session.id().value())
                .bind("contributor", session.contributor().value())
                .bind("task", session.task().task().value())
                .bind("taskVersion", session.task().version())
                .bind("deviceClass", session.deviceClass())
                .bind("startedAt", session.startedAt())
                .execute();
        tx.changed(session.id().value());
        session.grants()
                .forEach((purpose, grant) -> tx.sql()
                        .createUpdate(INSERT_GRANT)
                        .bind("session", session.id().value())
                        .bind("purpose", purpose.name())
                        .bind("grant", grant)
                        .execute());
    }

    /// False when the upload belongs to a session already.
    static boolean insertUpload(Tx tx, SessionId session, SessionUpload upload, Instant now) {
        tx.changed(session.value());
        return tx.sql()
                        .createUpdate(INSERT_UPLOAD)
                        .bind("upload", upload.upload().value())
                        .bind("session", session.value())
                        .bind("role", upload.role().name())
                        .bind("object", upload.object().value())
                        .bind("sizeBytes", upload.sizeBytes())
                        .bind("declaration", upload.declaration())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    static void reached(Tx tx, SessionId session, SessionStage stage) {
        tx.sql()
                .createUpdate(REACHED)
                .bind("stage", stage.name())
                .bind("id", session.value())
                .execute();
        tx.changed(session.value());
    }

    static void measured(Tx tx, SessionId session, Duration recorded) {
        tx.sql()
                .createUpdate(MEASURED)
                .bind("millis", recorded.toMillis())
                .bind("id", session.value())
                .execute();
    }

    static void finish(Tx tx, SessionId session, Instant now) {
        tx.changed(session.value());
        tx.sql()
                .createUpdate(FINISH)
                .bind("now", now)
                .bind("id", session.value())
                .execute();
    }

    static Optional<Session> find(Tx tx, SessionId session) {
        return one(tx, FIND, session);
    }

    /// As [#find], and nobody else changes the session until the transaction ends.
    static Optional<Session> lock(Tx tx, SessionId session) {
        return one(tx, LOCK, session);
    }

    static List<Session> firstPage(Tx tx, ContributorId contributor, int limit) {
        return whole(
                tx,
                tx.sql()
                        .createQuery(FIRST_PAGE)
                        .bind("contributor", contributor.value())
                        .bind("limit", limit));
    }

    static List<Session> nextPage(Tx tx, ContributorId contributor, SessionId after, int limit) {
        return whole(
                tx,
                tx.sql()
                        .createQuery(NEXT_PAGE)
                        .bind("contributor", contributor.value())
                        .bind("after", after.value())
                        .bind("limit", limit));
    }

    private static Optional<Session> one(Tx tx, String query, SessionId session) {
        return whole(tx, tx.sql().createQuery(query).bind("id", session.value())).stream()
                .findFirst();
    }

    /// Three queries, however many sessions there are.
    private static List<Session> whole(Tx tx, Query sessions) {
        List<Session> bare = sessions.map((rs, context) -> bare(rs)).list();
        List<UUID> ids = bare.stream().map(session -> session.id().value()).toList();
        Map<UUID, Map<Purpose, UUID>> grants = grants(tx, ids);
        Map<UUID, List<SessionUpload>> uploads = uploads(tx, ids);
        return bare.stream()
                .map(session -> new Session(
                        session.id(),
                        session.contributor(),
                        session.task(),
                        grants.getOrDefault(session.id().value(), Map.of()),
                        session.deviceClass(),
                        uploads.getOrDefault(session.id().value(), List.of()),
                        session.startedAt(),
                        session.finishedAt()))
                .toList();
    }

    private static Map<UUID, Map<Purpose, UUID>> grants(Tx tx, List<UUID> sessions) {
        var grants = new HashMap<UUID, Map<Purpose, UUID>>();
        tx.sql()
                .createQuery(GRANTS)
                .bindArray("sessions", UUID.class, sessions)
                .map((rs, context) -> grants.computeIfAbsent(
                                rs.getObject("session", UUID.class), session -> new TreeMap<>())
                        .put(Purpose.valueOf(rs.getString("purpose")), rs.getObject("grant_id", UUID.class)))
                .list();
        return grants;
    }

    private static Map<UUID, List<SessionUpload>> uploads(Tx tx, List<UUID> sessions) {
        var uploads = new HashMap<UUID, List<SessionUpload>>();
        tx.sql()
                .createQuery(UPLOADS)
                .bindArray("sessions", UUID.class, sessions)
                .map((rs, context) -> uploads.computeIfAbsent(
                                rs.getObject("session", UUID.class), session -> new ArrayList<>())
                        .add(upload(rs)))
                .list();
        return uploads;
    }

    private static SessionUpload upload(ResultSet row) throws SQLException {
        return new SessionUpload(
                new UploadId(row.getObject("upload", UUID.class)),
                UploadRole.valueOf(row.getString("role")),
                new ObjectId(row.getObject("object", UUID.class)),
                row.getLong("size_bytes"),
                Optional.ofNullable(row.getString("declaration")));
    }

    /// A session without its grants and uploads.
    private static Session bare(ResultSet row) throws SQLException {
        return new Session(
                new SessionId(row.getObject("id", UUID.class)),
                new ContributorId(row.getObject("contributor", UUID.class)),
                new TaskVersion(new TaskId(row.getObject("task", UUID.class)), row.getInt("task_version")),
                Map.of(),
                row.getString("device_class"),
                List.of(),
                row.getTimestamp("started_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant));
    }
}
