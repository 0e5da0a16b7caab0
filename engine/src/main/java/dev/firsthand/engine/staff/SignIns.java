package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Bearer sign-ins of staff: random, kept as hashes, listed and ended by their member.
public final class SignIns {
    /// How long a sign-in runs.
    public static final Duration VALID = Duration.ofDays(30);

    /// How many of a member's sign-ins are listed.
    public static final int LISTED_MAX = 100;

    private static final String INSERT = """
            INSERT INTO staff_sign_in (id, member, hash, began_at, expires_at)
            VALUES (:id, :member, :hash, :now, :expiresAt)
            """;

    private static final String MEMBER_OF = """
            SELECT member FROM staff_sign_in WHERE hash = :hash AND ended_at IS NULL AND expires_at > :now
            """;

    private static final String RUNNING = """
            SELECT id, member, began_at, expires_at FROM staff_sign_in
             WHERE member = :member AND ended_at IS NULL AND expires_at > :now
             ORDER BY began_at DESC, id
             LIMIT :limit
            """;

    private static final String END = """
            UPDATE staff_sign_in SET ended_at = :now WHERE id = :id AND member = :member AND ended_at IS NULL
            """;

    private static final String END_BY_TOKEN =
            "UPDATE staff_sign_in SET ended_at = :now WHERE hash = :hash AND ended_at IS NULL";

    private final InstantSource clock;

    SignIns(InstantSource clock) {
        this.clock = clock;
    }

    SecretToken begin(Tx tx, StaffId member) {
        var token = SecretToken.random();
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", UUID.randomUUID())
                .bind("member", member.value())
                .bind("hash", token.hash())
                .bind("now", now())
                .bind("expiresAt", now().plus(VALID))
                .execute();
        return token;
    }

    Optional<StaffId> memberOf(Tx tx, SecretToken signIn) {
        return tx.sql()
                .createQuery(MEMBER_OF)
                .bind("hash", signIn.hash())
                .bind("now", now())
                .mapTo(UUID.class)
                .findOne()
                .map(StaffId::new);
    }

    /// The member's running sign-ins, newest first, at most [#LISTED_MAX].
    public List<SignIn> running(Tx tx, StaffId member) {
        return tx.sql()
                .createQuery(RUNNING)
                .bind("member", member.value())
                .bind("now", now())
                .bind("limit", LISTED_MAX)
                .map((rs, context) -> signIn(rs))
                .list();
    }

    /// Ends one of the member's own sign-ins; true if it was running.
    public boolean end(Tx tx, StaffId member, UUID signIn) {
        return tx.sql()
                        .createUpdate(END)
                        .bind("now", now())
                        .bind("id", signIn)
                        .bind("member", member.value())
                        .execute()
                == 1;
    }

    /// Ends the sign-in that carries this token; true if it was running.
    public boolean end(Tx tx, SecretToken signIn) {
        return tx.sql()
                        .createUpdate(END_BY_TOKEN)
                        .bind("now", now())
                        .bind("hash", signIn.hash())
                        .execute()
                == 1;
    }

    private static SignIn signIn(ResultSet row) throws SQLException {
        return new SignIn(
                row.getObject("id", UUID.class),
                new StaffId(row.getObject("member", UUID.class)),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
