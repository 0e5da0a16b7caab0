package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
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

/// Bearer sign-ins of staff: random, kept as hashes, listed and ended by their member or an operator.
public final class SignIns {
    /// How long a sign-in runs that nobody uses, and how long one that is in use.
    public static final Duration IDLE_MAX = Duration.ofDays(30);

    public static final Duration VALID = Duration.ofDays(180);

    /// How often its use is written down.
    static final Duration USE_KEPT_EVERY = Duration.ofHours(1);

    /// How many of a member's sign-ins are listed.
    public static final int LISTED_MAX = 100;

    private static final String INSERT = """
            INSERT INTO staff_sign_in (id, member, hash, began_at, last_used_at, expires_at, browser)
            VALUES (:id, :member, :hash, :now, :now, :expiresAt, :browser)
            """;

    private static final String MEMBER_OF = """
            SELECT member, last_used_at FROM staff_sign_in
             WHERE hash = :hash AND ended_at IS NULL AND expires_at > :now AND last_used_at > :idleSince
            """;

    private static final String USED = """
            UPDATE staff_sign_in SET last_used_at = :now WHERE hash = :hash AND last_used_at < :now
            """;

    private static final String RUNNING = """
            SELECT id, member, began_at, last_used_at, browser FROM staff_sign_in
             WHERE member = :member AND ended_at IS NULL AND expires_at > :now AND last_used_at > :idleSince
             ORDER BY began_at DESC, id
             LIMIT :limit
            """;

    private static final String END = """
            UPDATE staff_sign_in SET ended_at = :now WHERE id = :id AND member = :member AND ended_at IS NULL
            """;

    private static final String END_OTHERS = """
            UPDATE staff_sign_in SET ended_at = :now WHERE member = :member AND hash <> :hash AND ended_at IS NULL
            """;

    private static final String END_ALL =
            "UPDATE staff_sign_in SET ended_at = :now WHERE member = :member AND ended_at IS NULL";

    private static final String END_BY_TOKEN =
            "UPDATE staff_sign_in SET ended_at = :now WHERE hash = :hash AND ended_at IS NULL";

    private static final String BROWSER_COLUMN = "staff_sign_in.browser";

    private final PersonalColumns columns;
    private final InstantSource clock;

    SignIns(PersonalColumns columns, InstantSource clock) {
        this.columns = columns;
        this.clock = clock;
    }

    SecretToken begin(Tx tx, StaffId member, Personal<String> browser) {
        var token = SecretToken.random();
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", UUID.randomUUID())
                .bind("member", member.value())
                .bind("hash", token.hash())
                .bind("now", now())
                .bind("expiresAt", now().plus(VALID))
                .bind("browser", columns.seal(member.person(), BROWSER_COLUMN, browser))
                .execute();
        return token;
    }

    /// Whose sign-in this is, while it runs; its use is kept at most every [#USE_KEPT_EVERY].
    Optional<StaffId> memberOf(Tx tx, SecretToken signIn) {
        Optional<Use> use = tx.sql()
                .createQuery(MEMBER_OF)
                .bind("hash", signIn.hash())
                .bind("now", now())
                .bind("idleSince", now().minus(IDLE_MAX))
                .map((rs, context) -> new Use(
                        new StaffId(rs.getObject("member", UUID.class)),
                        rs.getTimestamp("last_used_at").toInstant()))
                .findOne();
        if (use.isPresent() && use.get().lastUsedAt().plus(USE_KEPT_EVERY).isBefore(now())) {
            tx.sql()
                    .createUpdate(USED)
                    .bind("hash", signIn.hash())
                    .bind("now", now())
                    .execute();
        }
        return use.map(Use::member);
    }

    private record Use(StaffId member, Instant lastUsedAt) {}

    /// The member's running sign-ins, newest first, at most [#LISTED_MAX].
    public List<SignIn> running(Tx tx, StaffId member) {
        return tx.sql()
                .createQuery(RUNNING)
                .bind("member", member.value())
                .bind("now", now())
                .bind("idleSince", now().minus(IDLE_MAX))
                .bind("limit", LISTED_MAX)
                .map((rs, context) -> signIn(rs))
                .list();
    }

    /// Ends one of this member's sign-ins; true if it was running.
    public boolean end(Tx tx, StaffId member, UUID signIn) {
        return tx.sql()
                        .createUpdate(END)
                        .bind("now", now())
                        .bind("id", signIn)
                        .bind("member", member.value())
                        .execute()
                == 1;
    }

    /// Ends all of the member's sign-ins but the one that carries this token; says how many.
    public int endOthers(Tx tx, StaffId member, SecretToken kept) {
        return tx.sql()
                .createUpdate(END_OTHERS)
                .bind("now", now())
                .bind("member", member.value())
                .bind("hash", kept.hash())
                .execute();
    }

    void endAll(Tx tx, StaffId member) {
        tx.sql()
                .createUpdate(END_ALL)
                .bind("now", now())
                .bind("member", member.value())
                .execute();
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

    private SignIn signIn(ResultSet row) throws SQLException {
        var member = new StaffId(row.getObject("member", UUID.class));
        Personal<String> browser = Optional.ofNullable(row.getBytes("browser"))
                .flatMap(bytes -> columns.open(member.person(), BROWSER_COLUMN, bytes))
                .orElse(Personal.of(""));
        return new SignIn(
                row.getObject("id", UUID.class),
                member,
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("last_used_at").toInstant(),
                browser);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
