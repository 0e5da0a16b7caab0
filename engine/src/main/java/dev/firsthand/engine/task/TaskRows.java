package dev.firsthand.engine.task;

import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of published versions, and how they are read.
final class TaskRows {
    private static final String INSERT_VERSION = "INSERT INTO task_version (task, version, published_by, published_at, "
            + OfferColumns.NAMES + ") VALUES (:task, :version, :by, :now, " + OfferColumns.VALUES + ")";

    private static final String COLUMNS = "SELECT v.task, v.version, v.published_by, v.published_at,"
            + " t.closed_at IS NULL AS open, " + OfferColumns.NAMES
            + " FROM task t JOIN task_version v ON v.task = t.id";

    private static final String FIND = COLUMNS + " WHERE v.task = :task AND v.version = :version";

    private static final String OF_TASKS = COLUMNS + " WHERE v.task = ANY(:tasks)";

    private static final String VERSIONS = COLUMNS + " WHERE v.task = :task ORDER BY v.version DESC LIMIT :limit";

    private static final String PAGE = COLUMNS + """
             WHERE v.version = (SELECT max(version) FROM task_version WHERE task = t.id)
               AND (t.closed_at IS NULL OR :closedToo)
            """;

    private static final String ORDER = " ORDER BY t.opened_at DESC, t.id DESC LIMIT :limit";

    private static final String FIRST_PAGE = PAGE + ORDER;

    private static final String NEXT_PAGE =
            PAGE + " AND (t.opened_at, t.id) < (SELECT opened_at, id FROM task WHERE id = :after)" + ORDER;

    private TaskRows() {}

    static void insert(Tx tx, Task task) {
        OfferColumns.bind(tx.sql().createUpdate(INSERT_VERSION), new Draft.Wording(task.offer(), task.change()))
                .bind("task", task.id().value())
                .bind("version", task.version().version())
                .bind("by", task.publishedBy().value())
                .bind("now", task.publishedAt())
                .execute();
    }

    static Optional<Task> find(Tx tx, TaskVersion version) {
        return tx.sql()
                .createQuery(FIND)
                .bind("task", version.task().value())
                .bind("version", version.version())
                .map((rs, context) -> task(rs))
                .findOne();
    }

    /// Every version of these tasks.
    static List<Task> ofTasks(Tx tx, Collection<TaskId> tasks) {
        return tx.sql()
                .createQuery(OF_TASKS)
                .bindArray(
                        "tasks", UUID.class, tasks.stream().map(TaskId::value).toList())
                .map((rs, context) -> task(rs))
                .list();
    }

    static List<Task> newestVersions(Tx tx, TaskId task, int limit) {
        return tx.sql()
                .createQuery(VERSIONS)
                .bind("task", task.value())
                .bind("limit", limit)
                .map((rs, context) -> task(rs))
                .list();
    }

    /// Which tasks a list shows.
    enum Shown {
        OPEN,
        ALL
    }

    static List<Task> firstPage(Tx tx, Shown shown, int limit) {
        return tx.sql()
                .createQuery(FIRST_PAGE)
                .bind("closedToo", shown == Shown.ALL)
                .bind("limit", limit)
                .map((rs, context) -> task(rs))
                .list();
    }

    static List<Task> nextPage(Tx tx, Shown shown, TaskId after, int limit) {
        return tx.sql()
                .createQuery(NEXT_PAGE)
                .bind("closedToo", shown == Shown.ALL)
                .bind("after", after.value())
                .bind("limit", limit)
                .map((rs, context) -> task(rs))
                .list();
    }

    private static Task task(ResultSet row) throws SQLException {
        Draft.Wording wording = OfferColumns.wording(row);
        return new Task(
                new TaskVersion(new TaskId(row.getObject("task", UUID.class)), row.getInt("version")),
                wording.offer(),
                wording.change(),
                new StaffId(row.getObject("published_by", UUID.class)),
                row.getTimestamp("published_at").toInstant(),
                row.getBoolean("open"));
    }
}
