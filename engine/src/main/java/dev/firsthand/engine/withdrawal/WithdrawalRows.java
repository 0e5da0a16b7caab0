package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.withdrawal.Withdrawal.Reached;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/// The rows of withdrawals.
final class WithdrawalRows {
    private static final String COLUMNS = """
            SELECT id, contributor, level, requested_at, frozen_at, called_at, rows_gone_at, erased_at, destroyed_at,
                   superseded_at, notified_at, closed_at FROM withdrawal
            """;
    private static final String INSERT = """
            INSERT INTO withdrawal (id, contributor, level, requested_at, verified_at)
            VALUES (:id, :contributor, :level, :now, :now)
            """;
    private static final String OPEN_OF = COLUMNS + """
             WHERE contributor = :contributor AND level = :level AND closed_at IS NULL
            """;
    private static final String UNDER_WAY = """
            SELECT id FROM withdrawal
             WHERE closed_at IS NULL AND (frozen_at IS NULL OR level <> 'RECALL' OR erased_at IS NULL)
             ORDER BY requested_at, id LIMIT :limit
            """;
    private static final String FOLLOWED = """
            SELECT id FROM withdrawal
             WHERE erased_at IS NOT NULL AND (closed_at IS NULL OR destroyed_at IS NULL)
             ORDER BY requested_at, id
            """;
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended('withdrawal ' || CAST(:contributor AS text), 0))";
    private static final String BY_LINK = COLUMNS + """
             WHERE id = (SELECT withdrawal FROM withdrawal_link WHERE hash = :hash)
            """;
    private static final String OF_CONTRIBUTOR =
            COLUMNS + " WHERE contributor = :contributor ORDER BY requested_at DESC, id LIMIT :limit";
    private static final String NEWEST = COLUMNS + " ORDER BY requested_at DESC, id DESC LIMIT :limit";

    private WithdrawalRows() {}

    /// A moment of a withdrawal, by its column.
    enum Moment {
        FROZEN,
        CALLED,
        ROWS_GONE,
        ERASED,
        DESTROYED,
        SUPERSEDED,
        NOTIFIED,
        CLOSED;

        private String setting() {
            return "UPDATE withdrawal SET %1$s_at = coalesce(%1$s_at, :now) WHERE id = :id"
                    .formatted(name().toLowerCase(Locale.ROOT));
        }
    }

    static void insert(Tx tx, Withdrawal withdrawal) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", withdrawal.id().value())
                .bind("contributor", withdrawal.contributor().map(ContributorId::value))
                .bind("level", withdrawal.level().name())
                .bind("now", withdrawal.requestedAt())
                .execute();
        tx.changed(withdrawal.id().value());
    }

    static void reached(Tx tx, WithdrawalId id, Moment moment, Instant now) {
        tx.sql()
                .createUpdate(moment.setting())
                .bind("id", id.value())
                .bind("now", now)
                .execute();
        tx.changed(id.value());
    }

    /// Nothing leads from a withdrawal to its person any more.
    static void forgetContributor(Tx tx, ContributorId contributor) {
        tx.sql()
                .createUpdate("UPDATE withdrawal SET contributor = NULL WHERE contributor = :contributor")
                .bind("contributor", contributor.value())
                .execute();
    }

    static void link(Tx tx, WithdrawalId id, byte[] hash) {
        tx.sql().createUpdate("""
                        INSERT INTO withdrawal_link (hash, withdrawal) VALUES (:hash, :id)
                            ON CONFLICT (hash) DO UPDATE SET withdrawal = excluded.withdrawal
                        """).bind("hash", hash).bind("id", id.value()).execute();
    }

    static Optional<Withdrawal> find(Tx tx, WithdrawalId id) {
        return tx.sql()
                .createQuery(COLUMNS + " WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> withdrawal(row))
                .findOne();
    }

    /// As [#find], and nobody else takes a step of it until the transaction ends.
    static Withdrawal lock(Tx tx, WithdrawalId id) {
        return tx.sql()
                .createQuery(COLUMNS + " WHERE id = :id FOR UPDATE")
                .bind("id", id.value())
                .map((row, context) -> withdrawal(row))
                .one();
    }

    static Optional<Withdrawal> open(Tx tx, ContributorId contributor, Level level) {
        return tx.sql()
                .createQuery(OPEN_OF)
                .bind("contributor", contributor.value())
                .bind("level", level.name())
                .map((row, context) -> withdrawal(row))
                .findOne();
    }

    static Optional<Withdrawal> byLink(Tx tx, byte[] hash) {
        return tx.sql()
                .createQuery(BY_LINK)
                .bind("hash", hash)
                .map((row, context) -> withdrawal(row))
                .findOne();
    }

    static List<Withdrawal> of(Tx tx, ContributorId contributor, int limit) {
        return tx.sql()
                .createQuery(OF_CONTRIBUTOR)
                .bind("contributor", contributor.value())
                .bind("limit", limit)
                .map((row, context) -> withdrawal(row))
                .list();
    }

    static List<Withdrawal> newest(Tx tx, int limit) {
        return tx.sql()
                .createQuery(NEWEST)
                .bind("limit", limit)
                .map((row, context) -> withdrawal(row))
                .list();
    }

    /// Those that have something to do here and now.
    static List<WithdrawalId> underWay(Tx tx, int limit) {
        return ids(tx.sql().createQuery(UNDER_WAY).bind("limit", limit));
    }

    /// Those that wait for holders, or for the last backup of their keys.
    static List<WithdrawalId> followed(Tx tx) {
        return ids(tx.sql().createQuery(FOLLOWED));
    }

    private static List<WithdrawalId> ids(Query query) {
        return query.mapTo(UUID.class).map(WithdrawalId::new).list();
    }

    /// Two requests of one contributor come one after the other.
    static void oneAtATime(Tx tx, ContributorId contributor) {
        tx.sql()
                .createQuery(ONE_AT_A_TIME)
                .bind("contributor", contributor.value())
                .map((row, context) -> true)
                .one();
    }

    private static Withdrawal withdrawal(ResultSet row) throws SQLException {
        var reached = new Reached(
                at(row, "frozen_at"),
                at(row, "called_at"),
                at(row, "rows_gone_at"),
                at(row, "erased_at"),
                at(row, "destroyed_at"),
                at(row, "superseded_at"),
                at(row, "notified_at"),
                at(row, "closed_at"));
        return new Withdrawal(
                new WithdrawalId(row.getObject("id", UUID.class)),
                Level.valueOf(row.getString("level")),
                Optional.ofNullable(row.getObject("contributor", UUID.class)).map(ContributorId::new),
                row.getTimestamp("requested_at").toInstant(),
                reached);
    }

    private static Optional<Instant> at(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
