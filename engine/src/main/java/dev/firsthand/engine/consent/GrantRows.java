package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The rows of answers. At most one per contributor and purpose stands unreplaced.
final class GrantRows {
    /// Answers and withdrawals of one contributor come one after the other.
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended('consent ' || CAST(:contributor AS text), 0))";

    private static final String COLUMNS = """
            SELECT id, contributor, purpose, notice, answer, answered_at, expires_at, withdrawn_at, outdated_at
              FROM consent_grant
            """;

    private static final String STANDING =
            COLUMNS + " WHERE contributor = :contributor AND purpose = :purpose AND replaced_at IS NULL";

    private static final String STANDING_FOR_SHARE = COLUMNS + """
             WHERE contributor = ANY(:contributors) AND purpose = :purpose AND replaced_at IS NULL
             ORDER BY contributor FOR SHARE
            """;

    private static final String ALL_STANDING =
            COLUMNS + " WHERE contributor = :contributor AND replaced_at IS NULL ORDER BY purpose";

    private static final String STANDING_OF_MANY =
            COLUMNS + " WHERE contributor = ANY(:contributors) AND replaced_at IS NULL ORDER BY contributor, purpose";

    private static final String HISTORY =
            COLUMNS + " WHERE contributor = :contributor ORDER BY answered_at DESC, purpose, id LIMIT :limit";

    private static final String TO_NOTICE = COLUMNS + """
             WHERE contributor = :contributor AND notice = :notice ORDER BY answered_at DESC, purpose, id LIMIT :limit
            """;

    private static final String REPLACE = """
            UPDATE consent_grant SET replaced_at = :now
             WHERE contributor = :contributor AND purpose = :purpose AND replaced_at IS NULL
            """;

    private static final String INSERT = """
            INSERT INTO consent_grant (id, contributor, purpose, notice, answer, answered_at, expires_at)
            VALUES (:id, :contributor, :purpose, :notice, :answer, :answeredAt, :expiresAt)
            """;

    private static final String WITHDRAW = "UPDATE consent_grant SET withdrawn_at = :now WHERE id = :id";

    private static final String A_YES_STANDS =
            " WHERE answer <> 'REFUSED' AND withdrawn_at IS NULL AND replaced_at IS NULL AND outdated_at IS NULL";

    private static final String OF_NOTICE = A_YES_STANDS + " AND notice = :notice AND purpose = ANY(:purposes)";

    private static final String TOOK_BACK = """
            SELECT EXISTS (SELECT 1 FROM consent_grant
                            WHERE contributor = ANY(:contributors) AND purpose = ANY(:purposes)
                              AND replaced_at IS NULL AND (withdrawn_at IS NOT NULL OR answer = 'REFUSED'))
            """;

    private GrantRows() {}

    /// After which notices a yes was given that stands, or ran out.
    static List<NoticeDigest> noticesOfStanding(Tx tx) {
        return tx.sql()
                .createQuery("SELECT DISTINCT notice FROM consent_grant" + A_YES_STANDS)
                .map((rs, context) -> NoticeDigest.of(rs.getBytes("notice")))
                .list();
    }

    /// Who said yes to one of these purposes after this notice.
    static List<UUID> standingUnder(Tx tx, NoticeDigest notice, Set<Purpose> purposes) {
        return tx.sql()
                .createQuery("SELECT DISTINCT contributor FROM consent_grant" + OF_NOTICE)
                .bind("notice", notice.bytes())
                .bindArray("purposes", String.class, NoticeTextRows.names(purposes))
                .mapTo(UUID.class)
                .list();
    }

    static void outdate(Tx tx, NoticeDigest notice, Set<Purpose> purposes, Instant now) {
        tx.sql()
                .createUpdate("UPDATE consent_grant SET outdated_at = :now" + OF_NOTICE)
                .bind("now", now)
                .bind("notice", notice.bytes())
                .bindArray("purposes", String.class, NoticeTextRows.names(purposes))
                .execute();
    }

    static void oneAtATime(Tx tx, ContributorId contributor) {
        tx.sql()
                .createQuery(ONE_AT_A_TIME)
                .bind("contributor", contributor.value())
                .map((rs, context) -> true)
                .one();
    }

    static Optional<Grant> standing(Tx tx, ContributorId contributor, Purpose purpose) {
        return tx.sql()
                .createQuery(STANDING)
                .bind("contributor", contributor.value())
                .bind("purpose", purpose.name())
                .map((rs, context) -> grant(rs))
                .findOne();
    }

    /// Waits for withdrawals under way and keeps later ones waiting until the transaction ends.
    static Map<ContributorId, Grant> standingForShare(Tx tx, Set<ContributorId> contributors, Purpose purpose) {
        Map<ContributorId, Grant> standing = new HashMap<>();
        keepStanding(tx, contributors, purpose, standing);
        Set<ContributorId> missing = new HashSet<>(contributors);
        missing.removeAll(standing.keySet());
        if (!missing.isEmpty()) {
            // A row that was replaced while we waited drops out of the answer: the second look sees the one that took
            // its place.
            keepStanding(tx, missing, purpose, standing);
        }
        return standing;
    }

    private static void keepStanding(
            Tx tx, Set<ContributorId> contributors, Purpose purpose, Map<ContributorId, Grant> standing) {
        tx.sql()
                .createQuery(STANDING_FOR_SHARE)
                .bindArray(
                        "contributors",
                        UUID.class,
                        contributors.stream().map(ContributorId::value).toList())
                .bind("purpose", purpose.name())
                .map((rs, context) -> grant(rs))
                .forEach(grant -> standing.put(grant.contributor(), grant));
    }

    static List<Grant> allStanding(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(ALL_STANDING)
                .bind("contributor", contributor.value())
                .map((rs, context) -> grant(rs))
                .list();
    }

    static List<Grant> allStanding(Tx tx, Collection<ContributorId> contributors) {
        return tx.sql()
                .createQuery(STANDING_OF_MANY)
                .bindArray(
                        "contributors",
                        UUID.class,
                        contributors.stream().map(ContributorId::value).toList())
                .map((rs, context) -> grant(rs))
                .list();
    }

    static boolean anyTookBack(Tx tx, Collection<ContributorId> contributors, Collection<Purpose> purposes) {
        return tx.sql()
                .createQuery(TOOK_BACK)
                .bindArray(
                        "contributors",
                        UUID.class,
                        contributors.stream().map(ContributorId::value).toList())
                .bindArray("purposes", String.class, NoticeTextRows.names(purposes))
                .mapTo(Boolean.class)
                .one();
    }

    static List<Grant> history(Tx tx, ContributorId contributor, int limit) {
        return tx.sql()
                .createQuery(HISTORY)
                .bind("contributor", contributor.value())
                .bind("limit", limit)
                .map((rs, context) -> grant(rs))
                .list();
    }

    static List<Grant> toNotice(Tx tx, ContributorId contributor, NoticeDigest notice, int limit) {
        return tx.sql()
                .createQuery(TO_NOTICE)
                .bind("contributor", contributor.value())
                .bind("notice", notice.bytes())
                .bind("limit", limit)
                .map((rs, context) -> grant(rs))
                .list();
    }

    static void replaceBy(Tx tx, Grant grant) {
        tx.sql()
                .createUpdate(REPLACE)
                .bind("now", grant.answeredAt())
                .bind("contributor", grant.contributor().value())
                .bind("purpose", grant.purpose().name())
                .execute();
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", grant.id().value())
                .bind("contributor", grant.contributor().value())
                .bind("purpose", grant.purpose().name())
                .bind("notice", grant.notice().bytes())
                .bind("answer", grant.answer().name())
                .bind("answeredAt", grant.answeredAt())
                .bind("expiresAt", grant.expiresAt())
                .execute();
    }

    static void withdraw(Tx tx, GrantId grant, Instant now) {
        tx.sql()
                .createUpdate(WITHDRAW)
                .bind("now", now)
                .bind("id", grant.value())
                .execute();
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                new GrantId(row.getObject("id", UUID.class)),
                new ContributorId(row.getObject("contributor", UUID.class)),
                Purpose.valueOf(row.getString("purpose")),
                NoticeDigest.of(row.getBytes("notice")),
                Grant.Answer.valueOf(row.getString("answer")),
                row.getTimestamp("answered_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("withdrawn_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("outdated_at")).map(Timestamp::toInstant));
    }
}
