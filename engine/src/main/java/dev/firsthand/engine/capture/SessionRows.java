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
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

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

    private static final String FINISH = "UPDATE capture_session SET finished_at = :now WHERE id = :id";

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

    private static final String GRANTS = "SELECT purpose, grant_id FROM capture_grant WHERE session = :session";

    private static final String UPLOADS = """
            SELECT upload, role, object, size_bytes, declaration FROM capture_upload
             WHERE session = :session ORDER BY attached_at, upload
            """;

    private SessionRows() {}

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

    static void finish(Tx tx, SessionId session, Instant now) {
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
        return tx
                .sql()
                .createQuery(FIRST_PAGE)
                .bind("contributor", contributor.value())
                .bind("limit", limit)
                .map((rs, context) -> bare(rs))
                .list()
                .stream()
                .map(bare -> whole(tx, bare))
                .toList();
    }

    static List<Session> nextPage(Tx tx, ContributorId contributor, SessionId after, int limit) {
        return tx
                .sql()
                .createQuery(NEXT_PAGE)
                .bind("contributor", contributor.value())
                .bind("after", after.value())
                .bind("limit", limit)
                .map((rs, context) -> bare(rs))
                .list()
                .stream()
                .map(bare -> whole(tx, bare))
                .toList();
    }

    private static Optional<Session> one(Tx tx, String query, SessionId session) {
        return tx.sql()
                .createQuery(query)
                .bind("id", session.value())
                .map((rs, context) -> bare(rs))
                .findOne()
                .map(bare -> whole(tx, bare));
    }

    private static Session whole(Tx tx, Session bare) {
        return new Session(
                bare.id(),
                bare.contributor(),
                bare.task(),
                grants(tx, bare.id()),
                bare.deviceClass(),
                uploads(tx, bare.id()),
                bare.startedAt(),
                bare.finishedAt());
    }

    private static Map<Purpose, UUID> grants(Tx tx, SessionId session) {
        var grants = new TreeMap<Purpose, UUID>();
        tx.sql()
                .createQuery(GRANTS)
                .bind("session", session.value())
                .map((rs, context) ->
                        grants.put(Purpose.valueOf(rs.getString("purpose")), rs.getObject("grant_id", UUID.class)))
                .list();
        return grants;
    }

    private static List<SessionUpload> uploads(Tx tx, SessionId session) {
        return tx.sql()
                .createQuery(UPLOADS)
                .bind("session", session.value())
                .map((rs, context) -> upload(rs))
                .list();
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
