package dev.firsthand.engine.contributor;

import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Personal bearer tokens of contributors: kept as hashes, renewable, revocable.
public final class ContributorTokens {
    /// How long a token runs unless it is renewed.
    public static final Duration VALID = Duration.ofDays(180);

    private static final String INSERT = """
            INSERT INTO contributor_token (hash, contributor, issued_at, expires_at)
            VALUES (:hash, :contributor, :now, :expiresAt)
            """;

    private static final String CONTRIBUTOR_OF = """
            SELECT contributor FROM contributor_token
             WHERE hash = :hash AND ended_at IS NULL AND expires_at > :now
            """;

    private static final String END = """
            UPDATE contributor_token SET ended_at = :now
             WHERE hash = :hash AND ended_at IS NULL AND expires_at > :now
            RETURNING contributor
            """;

    private static final String END_ALL =
            "UPDATE contributor_token SET ended_at = :now WHERE contributor = :contributor AND ended_at IS NULL";

    private final InstantSource clock;

    ContributorTokens(InstantSource clock) {
        this.clock = clock;
    }

    /// A further token, for a contributor who lost the old one or uses a second phone.
    public SecretToken issue(Tx tx, ContributorId contributor) {
        var token = SecretToken.random();
        Instant now = now();
        tx.sql()
                .createUpdate(INSERT)
                .bind("hash", token.hash())
                .bind("contributor", contributor.value())
                .bind("now", now)
                .bind("expiresAt", now.plus(VALID))
                .execute();
        return token;
    }

    /// Ends the carried token and gives a fresh one; empty if it no longer ran.
    public Optional<SecretToken> renew(Tx tx, SecretToken token) {
        return tx.sql()
                .createQuery(END)
                .bind("hash", token.hash())
                .bind("now", now())
                .mapTo(UUID.class)
                .findOne()
                .map(owner -> issue(tx, new ContributorId(owner)));
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
