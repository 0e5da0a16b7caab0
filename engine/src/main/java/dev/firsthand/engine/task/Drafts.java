package dev.firsthand.engine.task;

import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Keeps wordings until somebody publishes or drops them. A task has at most one draft of its next version.
public final class Drafts {
    /// How many drafts are listed.
    public static final int LISTED_MAX = 50;

    private static final String INSERT = "INSERT INTO task_draft (id, task, saved_by, saved_at, " + OfferColumns.NAMES
            + ") VALUES (:id, :task, :by, :now, " + OfferColumns.VALUES + ") ON CONFLICT (task) DO NOTHING";

    private static final String CHANGE = "UPDATE task_draft SET (saved_by, saved_at, " + OfferColumns.NAMES
            + ") = (:by, :now, " + OfferColumns.VALUES + ") WHERE id = :id";

    private static final String COLUMNS = "SELECT id, task, saved_at, " + OfferColumns.NAMES + " FROM task_draft";

    private static final String FIND = COLUMNS + " WHERE id = :id";

    private static final String OF_TASK = COLUMNS + " WHERE task = :task";

    private static final String LISTED = COLUMNS + " ORDER BY saved_at DESC, id DESC LIMIT :limit";

    private static final String DROP = "DELETE FROM task_draft WHERE id = :id";

    private final InstantSource clock;

    Drafts(InstantSource clock) {
        this.clock = clock;
    }

    /// A draft of a new task.
    public Draft begin(Tx tx, StaffId by, Draft.Wording wording) {
        UUID id = UUID.randomUUID();
        insert(tx, id, Optional.empty(), by, wording);
        return find(tx, id).orElseThrow();
    }

    /// The draft of this task's next version: the one there is, or one that begins as the newest version stands.
    public Draft beginNext(Tx tx, StaffId by, Task newest) {
        insert(tx, UUID.randomUUID(), Optional.of(newest.id()), by, new Draft.Wording(newest.offer(), ""));
        return tx.sql()
                .createQuery(OF_TASK)
                .bind("task", newest.id().value())
                .map((rs, context) -> draft(rs))
                .one();
    }

    /// Takes the place of what was drafted; false if there is no such draft.
    public boolean change(Tx tx, UUID draft, StaffId by, Draft.Wording wording) {
        return OfferColumns.bind(tx.sql().createUpdate(CHANGE), wording)
                        .bind("id", draft)
                        .bind("by", by.value())
                        .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                        .execute()
                == 1;
    }

    public Optional<Draft> find(Tx tx, UUID draft) {
        return tx.sql()
                .createQuery(FIND)
                .bind("id", draft)
                .map((rs, context) -> draft(rs))
                .findOne();
    }

    /// The drafts saved last, at most [#LISTED_MAX].
    public List<Draft> newest(Tx tx) {
        return tx.sql()
                .createQuery(LISTED)
                .bind("limit", LISTED_MAX)
                .map((rs, context) -> draft(rs))
                .list();
    }

    /// True if there was such a draft: of two who drop or publish it at once, one.
    public boolean drop(Tx tx, UUID draft) {
        return tx.sql().createUpdate(DROP).bind("id", draft).execute() == 1;
    }

    private void insert(Tx tx, UUID id, Optional<TaskId> of, StaffId by, Draft.Wording wording) {
        OfferColumns.bind(tx.sql().createUpdate(INSERT), wording)
                .bind("id", id)
                .bind("task", of.map(TaskId::value))
                .bind("by", by.value())
                .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .execute();
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("task", UUID.class)).map(TaskId::new),
                OfferColumns.wording(row),
                row.getTimestamp("saved_at").toInstant());
    }
}
