package dev.firsthand.engine.contributor;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A contributor's ways in: sign-ins that a phone carries, and links that sign a phone in once. Kept as hashes,
/// listed, ended.
public final class ContributorTokens {
    /// How long a token runs unless it is renewed.
    public static final Duration VALID = Duration.ofDays(180);

    /// How many of a contributor's ways in are listed.
    public static final int LISTED_MAX = 100;

    private static final String INSERT = """
            INSERT INTO contributor_token (id, hash, contributor, kind, made_by, issued_at, expires_at)
            VALUES (:id, :hash, :contributor, :kind, :madeBy, :now, :expiresAt)
            """;

    private static final String CONTRIBUTOR_OF = """
            SELECT contributor FROM contributor_token
             WHERE hash = :hash AND kind = 'SIGN_IN' AND ended_at IS NULL AND expires_at > :now
            """;

    private static final String RUNS =
            "SELECT EXISTS (SELECT 1 FROM contributor_token WHERE hash = :hash AND ended_at IS NULL AND expires_at > :now)";

    private static final String IS = "SELECT id FROM contributor_token WHERE hash = :hash";

    private static final String RUNNING = """
            SELECT id, kind, made_by IS NOT NULL AS by_desk, issued_at, expires_at FROM contributor_token
             WHERE contributor = :contributor AND ended_at IS NULL AND expires_at > :now
             ORDER BY issued_at DESC, id LIMIT :limit
            """;

    private static final String HASHES = """
            SELECT hash FROM contributor_token
             WHERE contributor = :contributor AND kind = 'SIGN_IN' AND ended_at IS NULL AND expires_at > :now
            """;

    private static final String END = """
            UPDATE contributor_token SET ended_at = :now
             WHERE hash = :hash AND ended_at IS NULL AND expires_at > :now
            RETURNING contributor
            """;

    private static final String END_ONE = """
            UPDATE contributor_token SET ended_at = :now
             WHERE id = :id AND contributor = :contributor AND ended_at IS NULL
            """;

    private static final String END_ALL =
            "UPDATE contributor_token SET ended_at = :now WHERE contributor = :contributor AND ended_at IS NULL";

    private final Provenance provenance;
    private final InstantSource clock;

    ContributorTokens(Provenance provenance, InstantSource clock) {
        this.provenance = provenance;
        this.clock = clock;
    }

    /// A sign-in, for the phone that asks.
    public SecretToken issue(Tx tx, ContributorId contributor) {
        return insert(tx, contributor, CarriedToken.Kind.SIGN_IN, Optional.empty());
    }

    /// A link that brings the contributor in once on any phone, made by the contributor.
    public SecretToken link(Tx tx, ContributorId contributor) {
        return insert(tx, contributor, CarriedToken.Kind.LINK, Optional.empty());
    }

    /// The same, made at the desk for a contributor who lost every way in. Whoever holds it is that contributor: a
    /// fact, and the contributor sees it among the ways in.
    @ChangesFact(FactType.CONTRIBUTOR_LINK_MADE)
    public SecretToken linkFromDesk(Tx tx, PersonId madeBy, ContributorId contributor) {
        provenance.record(tx, contributor.person(), statement(FactType.CONTRIBUTOR_LINK_MADE, madeBy, contributor));
        return insert(tx, contributor, CarriedToken.Kind.LINK, Optional.of(madeBy.value()));
    }

    /// Ends every way in of a contributor who lost a phone; says how many.
    @ChangesFact(FactType.CONTRIBUTOR_LINKS_ENDED)
    public int endFromDesk(Tx tx, PersonId endedBy, ContributorId contributor) {
        provenance.record(tx, contributor.person(), statement(FactType.CONTRIBUTOR_LINKS_ENDED, endedBy, contributor));
        return revokeAll(tx, contributor);
    }

    /// Ends the carried token, link or sign-in, and gives a fresh sign-in; empty if it no longer ran.
    public Optional<SecretToken> renew(Tx tx, SecretToken token) {
        return tx.sql()
                .createQuery(END)
                .bind("hash", token.hash())
                .bind("now", now())
                .mapTo(UUID.class)
                .findOne()
                .map(owner -> issue(tx, new ContributorId(owner)));
    }

    /// Whether this token still opens anything. Looking does not use it up.
    public boolean runs(Tx tx, SecretToken token) {
        return tx.sql()
                .createQuery(RUNS)
                .bind("hash", token.hash())
                .bind("now", now())
                .mapTo(Boolean.class)
                .one();
    }

    /// Which of the ways in this token is.
    public Optional<UUID> id(Tx tx, SecretToken token) {
        return tx.sql()
                .createQuery(IS)
                .bind("hash", token.hash())
                .mapTo(UUID.class)
                .findOne();
    }

    /// The contributor's ways in that still run, newest first, at most [#LISTED_MAX].
    public List<CarriedToken> running(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(RUNNING)
                .bind("contributor", contributor.value())
                .bind("now", now())
                .bind("limit", LISTED_MAX)
                .map((rs, context) -> carried(rs))
                .list();
    }

    /// The hashes of the contributor's sign-ins that still run: by them a browser is known when the account is gone.
    public List<byte[]> hashes(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(HASHES)
                .bind("contributor", contributor.value())
                .bind("now", now())
                .mapTo(byte[].class)
                .list();
    }

    /// Ends one of the contributor's ways in; true if it was theirs and ran.
    public boolean end(Tx tx, ContributorId contributor, UUID token) {
        return tx.sql()
                        .createUpdate(END_ONE)
                        .bind("now", now())
                        .bind("id", token)
                        .bind("contributor", contributor.value())
                        .execute()
                == 1;
    }

    /// Ends the carried token alone: this phone signs out.
    public void end(Tx tx, SecretToken token) {
        tx.sql()
                .createQuery(END)
                .bind("hash", token.hash())
                .bind("now", now())
                .mapTo(UUID.class)
                .findOne();
    }

    /// Ends every token of the contributor; says how many.
    public int revokeAll(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createUpdate(END_ALL)
                .bind("now", now())
                .bind("contributor", contributor.value())
                .execute();
    }

    Optional<ContributorId> contributorOf(Tx tx, SecretToken token) {
        return tx.sql()
                .createQuery(CONTRIBUTOR_OF)
                .bind("hash", token.hash())
                .bind("now", now())
                .mapTo(UUID.class)
                .findOne()
                .map(ContributorId::new);
    }

    private SecretToken insert(Tx tx, ContributorId contributor, CarriedToken.Kind kind, Optional<UUID> madeBy) {
        var token = SecretToken.random();
        Instant now = now();
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", UUID.randomUUID())
                .bind("hash", token.hash())
                .bind("contributor", contributor.value())
                .bind("kind", kind.name())
                .bind("madeBy", madeBy)
                .bind("now", now)
                .bind("expiresAt", now.plus(VALID))
                .execute();
        return token;
    }

    private Statement statement(FactType type, PersonId by, ContributorId contributor) {
        return new Statement(type, contributor.value(), Map.of("by", by.value().toString(), "at", now().toString()));
    }

    private static CarriedToken carried(ResultSet row) throws SQLException {
        return new CarriedToken(
                row.getObject("id", UUID.class),
                CarriedToken.Kind.valueOf(row.getString("kind")),
                row.getBoolean("by_desk"),
                row.getTimestamp("issued_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
