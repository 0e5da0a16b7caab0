package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/// The rows of members. A member who was removed keeps the row: facts name it.
final class MemberRows {
    private static final String NAME_COLUMN = "staff_member.name";

    private static final String ANYONE = "SELECT EXISTS (SELECT 1 FROM staff_member)";

    private static final String INSERT = """
            INSERT INTO staff_member (id, name, role, added_at) VALUES (:id, :name, :role, :addedAt)
            """;

    private static final String COLUMNS = "SELECT id, name, role, added_at FROM staff_member ";

    private static final String FIND = COLUMNS + "WHERE id = :id";

    private static final String PRESENT = COLUMNS + "WHERE id = :id AND removed_at IS NULL";

    private static final String ALL_PRESENT = COLUMNS + "WHERE removed_at IS NULL ORDER BY added_at, id LIMIT :limit";

    private static final String OPERATORS_LOCKED =
            COLUMNS + "WHERE role = 'OPERATOR' AND removed_at IS NULL ORDER BY added_at, id FOR UPDATE";

    private static final String REVIEWERS =
            "SELECT count(*) FROM staff_member WHERE role IN ('OPERATOR', 'REVIEWER') AND removed_at IS NULL";

    private static final String REMOVE = "UPDATE staff_member SET removed_at = :now WHERE id = :id";

    private final PersonalColumns columns;

    MemberRows(PersonalColumns columns) {
        this.columns = columns;
    }

    /// Also true of one who was removed.
    static boolean anyone(Tx tx) {
        return tx.sql().createQuery(ANYONE).mapTo(Boolean.class).one();
    }

    static int reviewers(Tx tx) {
        return tx.sql().createQuery(REVIEWERS).mapTo(Integer.class).one();
    }

    void insert(Tx tx, StaffMember member) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", member.id().value())
                .bind("name", columns.seal(member.id().person(), NAME_COLUMN, member.name()))
                .bind("role", member.role().name())
                .bind("addedAt", member.addedAt())
                .execute();
    }

    Optional<StaffMember> find(Tx tx, StaffId id) {
        return legible(tx.sql().createQuery(FIND).bind("id", id.value())).stream()
                .findFirst();
    }

    Optional<StaffMember> present(Tx tx, StaffId id) {
        return legible(tx.sql().createQuery(PRESENT).bind("id", id.value())).stream()
                .findFirst();
    }

    List<StaffMember> allPresent(Tx tx, int limit) {
        return legible(tx.sql().createQuery(ALL_PRESENT).bind("limit", limit));
    }

    /// Who became operator first stands first. The rows stay locked, so that two do not remove each other.
    List<StaffMember> operatorsLocked(Tx tx) {
        return legible(tx.sql().createQuery(OPERATORS_LOCKED));
    }

    static void remove(Tx tx, StaffId id, Instant now) {
        tx.sql().createUpdate(REMOVE).bind("now", now).bind("id", id.value()).execute();
    }

    /// Members whose key is gone are left out: nothing of them can be read.
    private List<StaffMember> legible(Query query) {
        return query.map((rs, context) -> member(rs)).list().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<StaffMember> member(ResultSet row) throws SQLException {
        var id = new StaffId(row.getObject("id", UUID.class));
        Role role = Role.valueOf(row.getString("role"));
        Instant addedAt = row.getTimestamp("added_at").toInstant();
        Optional<Personal<String>> name = columns.open(id.person(), NAME_COLUMN, row.getBytes("name"));
        return name.map(known -> new StaffMember(id, known, role, addedAt));
    }
}
