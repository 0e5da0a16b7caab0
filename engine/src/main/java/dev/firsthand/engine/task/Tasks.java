package dev.firsthand.engine.task;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Publishes tasks in versions and lists the open ones.
public final class Tasks {
    /// How many tasks one page lists.
    public static final int PAGE_MAX = 50;

    private static final String OPEN_TASK = "INSERT INTO task (id, opened_at) VALUES (:id, :now)";

    private static final String INSERT_VERSION = """
            INSERT INTO task_version (task, version, sentence, instructions, published_by, published_at)
            VALUES (:task, :version, :sentence, :instructions, :by, :now)
            """;

    private static final String LOCK = "SELECT closed_at IS NULL FROM task WHERE id = :id FOR UPDATE";

    private static final String CLOSE = "UPDATE task SET closed_at = :now WHERE id = :id AND closed_at IS NULL";

    private static final String COLUMNS = """
            SELECT v.task, v.version, v.sentence, v.instructions, v.published_by, v.published_at,
                   t.closed_at IS NULL AS open
              FROM task t JOIN task_version v ON v.task = t.id
            """;

    private static final String FIND = COLUMNS + " WHERE v.task = :task AND v.version = :version";

    private static final String FIND_ALL = COLUMNS + " WHERE v.task = any(:tasks)";

    private static final String NEWEST = COLUMNS + " WHERE v.task = :task ORDER BY v.version DESC LIMIT 1";

    private static final String IS_NEWEST =
            " AND v.version = (SELECT max(version) FROM task_version WHERE task = t.id)";

    private static final String FIRST_PAGE = COLUMNS + " WHERE t.closed_at IS NULL" + IS_NEWEST + """
             ORDER BY t.opened_at DESC, t.id DESC LIMIT :limit
            """;

    private static final String NEXT_PAGE = COLUMNS + " WHERE t.closed_at IS NULL" + IS_NEWEST + """
               AND (t.opened_at, t.id) < (SELECT opened_at, id FROM task WHERE id = :after)
             ORDER BY t.opened_at DESC, t.id DESC LIMIT :limit
            """;

    private final Provenance provenance;
    private final InstantSource clock;

    public Tasks(Provenance provenance, InstantSource clock) {
        this.provenance = provenance;
        this.clock = clock;
    }

    /// Opens a task with its first version.
    public Task publish(Tx tx, StaffId by, TaskText text) {
        var id = new TaskId(UUID.randomUUID());
        tx.sql()
                .createUpdate(OPEN_TASK)
                .bind("id", id.value())
                .bind("now", now())
                .execute();
        return publishVersion(tx, new TaskVersion(id, 1), by, text);
    }

    /// Publishes a further version of an open task; empty if there is no such open task.
    public Optional<Task> revise(Tx tx, TaskId task, StaffId by, TaskText text) {
        boolean open = tx.sql()
                .createQuery(LOCK)
                .bind("id", task.value())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
        if (!open) {
            return Optional.empty();
        }
        return newest(tx, task)
                .map(last -> new TaskVersion(task, last.version().version() + 1))
                .map(next -> publishVersion(tx, next, by, text));
    }

    /// Stops a task from taking further recordings; true if it was open.
    public boolean close(Tx tx, TaskId task) {
        return tx.sql()
                        .createUpdate(CLOSE)
                        .bind("now", now())
                        .bind("id", task.value())
                        .execute()
                == 1;
    }

    public Optional<Task> find(Tx tx, TaskVersion version) {
        return tx.sql()
                .createQuery(FIND)
                .bind("task", version.task().value())
                .bind("version", version.version())
                .map((rs, context) -> task(rs))
                .findOne();
    }

    /// As [#find], those of a page that are there.
    public Map<TaskVersion, Task> find(Tx tx, Collection<TaskVersion> versions) {
        return tx
                .sql()
                .createQuery(FIND_ALL)
                .bindArray(
                        "tasks",
                        UUID.class,
                        versions.stream().map(version -> version.task().value()).toList())
                .map((rs, context) -> task(rs))
                .list()
                .stream()
                .filter(task -> versions.contains(task.version()))
                .collect(Collectors.toMap(Task::version, Function.identity()));
    }

    public Optional<Task> newest(Tx tx, TaskId task) {
        return tx.sql()
                .createQuery(NEWEST)
                .bind("task", task.value())
                .map((rs, context) -> task(rs))
                .findOne();
    }

    /// The newest open tasks, [#PAGE_MAX] of them.
    public TaskPage open(Tx tx) {
        return page(tx.sql()
                .createQuery(FIRST_PAGE)
                .bind("limit", PAGE_MAX + 1)
                .map((rs, context) -> task(rs))
                .list());
    }

    /// The open tasks that follow `after`, the mark that the page before gave.
    public TaskPage open(Tx tx, TaskId after) {
        return page(tx.sql()
                .createQuery(NEXT_PAGE)
                .bind("after", after.value())
                .bind("limit", PAGE_MAX + 1)
                .map((rs, context) -> task(rs))
                .list());
    }

    @ChangesFact(FactType.TASK_PUBLISHED)
    Task publishVersion(Tx tx, TaskVersion version, StaffId by, TaskText text) {
        var task = new Task(version, text, by, now(), true);
        tx.sql()
                .createUpdate(INSERT_VERSION)
                .bind("task", version.task().value())
                .bind("version", version.version())
                .bind("sentence", text.sentence())
                .bind("instructions", text.instructions())
                .bind("by", by.value())
                .bind("now", task.publishedAt())
                .execute();
        provenance.recordImpersonal(
                tx,
                new Statement(
                        FactType.TASK_PUBLISHED,
                        version.task().value(),
                        Map.of(
                                "version", version.version(),
                                "sentence", text.sentence(),
                                "instructions", text.instructions(),
                                "publishedBy", by.value().toString(),
                                "publishedAt", task.publishedAt().toString())));
        return task;
    }

    private static TaskPage page(List<Task> found) {
        if (found.size() <= PAGE_MAX) {
            return new TaskPage(found, Optional.empty());
        }
        List<Task> shown = found.subList(0, PAGE_MAX);
        return new TaskPage(shown, Optional.of(shown.getLast().id()));
    }

    private static Task task(ResultSet row) throws SQLException {
        return new Task(
                new TaskVersion(new TaskId(row.getObject("task", UUID.class)), row.getInt("version")),
                new TaskText(row.getString("sentence"), row.getString("instructions")),
                new StaffId(row.getObject("published_by", UUID.class)),
                row.getTimestamp("published_at").toInstant(),
                row.getBoolean("open"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
