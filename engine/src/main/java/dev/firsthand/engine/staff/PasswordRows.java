package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Sign-in names and hashes of passwords, both sealed under the member's key.
final class PasswordRows {
    private static final String NAME_COLUMN = "staff_password.name";
    private static final String HASH_COLUMN = "staff_password.hash";

    private static final String BY_NAME =
            "SELECT member, name, hash, chosen_at FROM staff_password WHERE name_lookup = :lookup";

    private static final String BY_MEMBER =
            "SELECT member, name, hash, chosen_at FROM staff_password WHERE member = :member";

    private static final String PUT = """
            INSERT INTO staff_password (member, name_lookup, name, hash, chosen_at)
            VALUES (:member, :lookup, :name, :hash, :now)
            ON CONFLICT (member) DO UPDATE
               SET name_lookup = excluded.name_lookup, name = excluded.name, hash = excluded.hash, chosen_at = :now
            """;

    private static final String PUT_HASH =
            "UPDATE staff_password SET hash = :hash WHERE member = :member AND chosen_at = :chosenAt";

    private static final String REMOVE = "DELETE FROM staff_password WHERE member = :member";

    private final PersonalColumns columns;

    PasswordRows(PersonalColumns columns) {
        this.columns = columns;
    }

    record Row(StaffId member, Personal<String> name, PasswordHash hash, Instant chosenAt) {}

    /// A key for a name that somebody typed; it says nothing without the vault.
    byte[] lookup(Personal<String> name) {
        return columns.lookup(NAME_COLUMN, name);
    }

    Optional<Row> named(Tx tx, Personal<String> name) {
        return tx.sql()
                .createQuery(BY_NAME)
                .bind("lookup", lookup(name))
                .map((rs, context) -> row(rs))
                .findOne()
                .flatMap(row -> row);
    }

    Optional<Row> of(Tx tx, StaffId member) {
        return tx.sql()
                .createQuery(BY_MEMBER)
                .bind("member", member.value())
                .map((rs, context) -> row(rs))
                .findOne()
                .flatMap(row -> row);
    }

    /// The name must be free or the member's own.
    void put(Tx tx, StaffId member, Personal<String> name, PasswordHash hash, Instant now) {
        tx.sql()
                .createUpdate(PUT)
                .bind("member", member.value())
                .bind("lookup", lookup(name))
                .bind("name", columns.seal(member.person(), NAME_COLUMN, name))
                .bind("hash", sealed(member, hash))
                .bind("now", now)
                .execute();
    }

    /// Puts a fresher hash of the same password in the place of the one that was compared, unless another password was
    /// chosen meanwhile.
    void renew(Tx tx, Row before, PasswordHash fresher) {
        tx.sql()
                .createUpdate(PUT_HASH)
                .bind("member", before.member().value())
                .bind("hash", sealed(before.member(), fresher))
                .bind("chosenAt", before.chosenAt())
                .execute();
    }

    void remove(Tx tx, StaffId member) {
        tx.sql().createUpdate(REMOVE).bind("member", member.value()).execute();
    }

    private byte[] sealed(StaffId member, PasswordHash hash) {
        return columns.seal(member.person(), HASH_COLUMN, Personal.of(hash.phc()));
    }

    private Optional<Row> row(ResultSet rs) throws SQLException {
        var member = new StaffId(rs.getObject("member", UUID.class));
        Instant chosenAt = rs.getTimestamp("chosen_at").toInstant();
        Optional<Personal<String>> name = columns.open(member.person(), NAME_COLUMN, rs.getBytes("name"));
        return columns.open(member.person(), HASH_COLUMN, rs.getBytes("hash"))
                .flatMap(hash -> name.map(known -> new Row(member, known, new PasswordHash(hash.reveal()), chosenAt)));
    }
}
