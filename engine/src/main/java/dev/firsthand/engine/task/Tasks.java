package dev.firsthand.engine.task;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
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

/// Publishes tasks in versions and lists them. A version never changes: who recorded under it reads it as it was.
public final class Tasks {
    /// How many tasks one page lists.
    public static final int PAGE_MAX = 50;

    /// How many versions of a task are listed, the newest.
    public static final int VERSIONS_MAX = 50;

    private static final String OPEN_TASK = "INSERT INTO task (id, opened_at) VALUES (:id, :now)";

    private static final String LOCK = "SELECT closed_at IS NULL FROM task WHERE id = :id FOR UPDATE";

    private static final String CLOSE = "UPDATE task SET closed_at = :now WHERE id = :id AND closed_at IS NULL";

    private static final String OPEN_AGAIN =
            "UPDATE task SET closed_at = NULL WHERE id = :id AND closed_at IS NOT NULL";

    private final Provenance provenance;
    private final InstantSource clock;
    private final Drafts drafts;

    public Tasks(Provenance provenance, InstantSource clock) {
        this.provenance = provenance;
        this.clock = clock;
        this.drafts = new Drafts(clock);
    }

    /// Wordings that are not published yet.
    public Drafts drafts() {
        return drafts;
    }

    /// Opens a task with its first version.
    public Task publish(Tx tx, StaffId by, Offer offer) {
        var id = new TaskId(UUID.randomUUID());
        tx.sql()
                .createUpdate(OPEN_TASK)
                .bind("id", id.value())
                .bind("now", now())
                .execute();
        return publishVersion(tx, new TaskVersion(id, 1), by, new Draft.Wording(offer, ""));
    }

    /// Publishes a further version of an open task; empty if there is no such open task.
    public Optional<Task> revise(Tx tx, TaskId task, StaffId by, Draft.Wording wording) {
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
                .map(next -> publishVersion(tx, next, by, wording));
    }

    /// Publishes a draft and drops it; empty if there is no such draft any more, or its task is closed.
    public Optional<Task> publish(Tx tx, StaffId by, Draft draft) {
        if (!drafts.drop(tx, draft.id())) {
            return Optional.empty();
        }
        return draft.of()
                .map(task -> revise(tx, task, by, draft.wording()))
                .orElseGet(() -> Optional.of(publish(tx, by, draft.wording().offer())));
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

    /// Lets a closed task take recordings again; true if it was closed.
    public boolean openAgain(Tx tx, TaskId task) {
        return tx.sql().createUpdate(OPEN_AGAIN).bind("id", task.value()).execute() == 1;
    }

    public Optional<Task> find(Tx tx, TaskVersion version) {
        return TaskRows.find(tx, version);
    }

    /// As [#find], those of a page that are there.
    public Map<TaskVersion, Task> find(Tx tx, Collection<TaskVersion> versions) {
        return TaskRows.ofTasks(tx, versions.stream().map(TaskVersion::task).toList()).stream()
                .filter(task -> versions.contains(task.version()))
                .collect(Collectors.toMap(Task::version, Function.identity()));
    }

    public Optional<Task> newest(Tx tx, TaskId task) {
        return TaskRows.newestVersions(tx, task, 1).stream().findFirst();
    }

    /// The newest versions of a task, at most [#VERSIONS_MAX].
    public List<Task> versions(Tx tx, TaskId task) {
        return TaskRows.newestVersions(tx, task, VERSIONS_MAX);
    }

    /// The newest open tasks, [#PAGE_MAX] of them.
    public TaskPage open(Tx tx) {
        return page(TaskRows.firstPage(tx, TaskRows.Shown.OPEN, PAGE_MAX + 1));
    }

    /// The open tasks that follow `after`, the mark that the page before gave.
    public TaskPage open(Tx tx, TaskId after) {
        return page(TaskRows.nextPage(tx, TaskRows.Shown.OPEN, after, PAGE_MAX + 1));
    }

    /// The newest tasks, open or closed.
    public TaskPage all(Tx tx) {
        return page(TaskRows.firstPage(tx, TaskRows.Shown.ALL, PAGE_MAX + 1));
    }

    /// The tasks that follow `after`, open or closed.
    public TaskPage all(Tx tx, TaskId after) {
        return page(TaskRows.nextPage(tx, TaskRows.Shown.ALL, after, PAGE_MAX + 1));
    }

    @ChangesFact(FactType.TASK_PUBLISHED)
    Task publishVersion(Tx tx, TaskVersion version, StaffId by, Draft.Wording wording) {
        var task = new Task(version, wording.offer(), wording.change(), by, now(), true);
        TaskRows.insert(tx, task);
        provenance.recordImpersonal(
                tx, new Statement(FactType.TASK_PUBLISHED, version.task().value(), TaskRecord.of(task)));
        return task;
    }

    private static TaskPage page(List<Task> found) {
        if (found.size() <= PAGE_MAX) {
            return new TaskPage(found, Optional.empty());
        }
        List<Task> shown = found.subList(0, PAGE_MAX);
        return new TaskPage(shown, Optional.of(shown.getLast().id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
