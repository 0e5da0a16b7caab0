package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The rows of one-time links.
final class StaffLinks {
    private static final String DROP_UNUSED_FIRST =
            "DELETE FROM staff_link WHERE used_at IS NULL AND member IS NULL AND made_by IS NULL";

    private static final String DROP_UNUSED_AROUND =
            "DELETE FROM staff_link WHERE used_at IS NULL AND (member = :member OR made_by = :member)";

    private static final String INSERT = """
            INSERT INTO staff_link (hash, role, member, made_by, expires_at)
            VALUES (:hash, :role, :member, :madeBy, :expiresAt)
            """;

    private static final String FIND = "SELECT role, member, expires_at, used_at FROM staff_link WHERE hash = :hash";

    private static final String USE = "UPDATE staff_link SET used_at = :now WHERE hash = :hash";

    private StaffLinks() {}

    record Link(Role role, Optional<StaffId> member, Instant expiresAt, boolean used) {}

    static void dropUnusedFirst(Tx tx) {
        tx.sql().execute(DROP_UNUSED_FIRST);
    }

    /// Links that lead to this member, and links that the member made for others.
    static void dropUnusedAround(Tx tx, StaffId member) {
        tx.sql().createUpdate(DROP_UNUSED_AROUND).bind("member", member.value()).execute();
    }

    static SecretToken insert(Tx tx, Link link, Optional<StaffId> madeBy) {
        var token = SecretToken.random();
        tx.sql()
                .createUpdate(INSERT)
                .bind("hash", token.hash())
                .bind("role", link.role().name())
                .bind("member", link.member().map(StaffId::value))
                .bind("madeBy", madeBy.map(StaffId::value))
                .bind("expiresAt", link.expiresAt())
                .execute();
        return token;
    }

    static Optional<Link> find(Tx tx, SecretToken token) {
        return select(tx, token, FIND);
    }

    static Optional<Link> lock(Tx tx, SecretToken token) {
        return select(tx, token, FIND + " FOR UPDATE");
    }

    static void use(Tx tx, SecretToken token, Instant now) {
        tx.sql().createUpdate(USE).bind("now", now).bind("hash", token.hash()).execute();
    }

    private static Optional<Link> select(Tx tx, SecretToken token, String query) {
        return tx.sql()
                .createQuery(query)
                .bind("hash", token.hash())
                .map((rs, context) -> link(rs))
                .findOne();
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                Role.valueOf(row.getString("role")),
                Optional.ofNullable(row.getObject("member", UUID.class)).map(StaffId::new),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("used_at") != null);
    }
}
