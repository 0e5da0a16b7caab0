package dev.firsthand.engine.removal;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/// The codes that hang in homes: each leads whoever reads it to the page where removal is asked for. A contributor
/// has one that runs.
public final class Homes {
    private static final String CODE_COLUMN = "removal_home.code";

    private static final String RUNNING =
            "SELECT contributor, code FROM removal_home WHERE contributor = :contributor AND ended_at IS NULL";

    private static final String INSERT = """
            INSERT INTO removal_home (contributor, hash, code, made_at) VALUES (:contributor, :hash, :code, :now)
            ON CONFLICT (contributor) WHERE ended_at IS NULL DO NOTHING
            """;

    private static final String END =
            "UPDATE removal_home SET ended_at = :now WHERE contributor = :contributor AND ended_at IS NULL";

    private static final String FIND =
            "SELECT contributor, code FROM removal_home WHERE hash = :hash AND ended_at IS NULL";

    private final PersonalColumns columns;
    private final InstantSource clock;

    Homes(PersonalColumns columns, InstantSource clock) {
        this.columns = columns;
        this.clock = clock;
    }

    private record Home(ContributorId contributor, SecretToken code) {}

    /// The code of the contributor's home, made at the first look.
    public SecretToken code(Tx tx, ContributorId contributor) {
        return running(tx, contributor).orElseGet(() -> {
            insert(tx, contributor);
            return running(tx, contributor).orElseThrow();
        });
    }

    /// Another code: what was printed before leads nowhere from now on.
    public SecretToken renew(Tx tx, ContributorId contributor) {
        end(tx, contributor, clock.instant());
        return code(tx, contributor);
    }

    /// What was printed leads nowhere from now on; whoever is asking right then is waited for.
    public static void end(Tx tx, ContributorId contributor, Instant now) {
        tx.sql()
                .createUpdate(END)
                .bind("contributor", contributor.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /// Whose home this is; nobody's once the code is ended or the contributor's key is destroyed.
    Optional<ContributorId> find(Tx tx, SecretToken code) {
        return home(tx, FIND, code);
    }

    /// As above, and nobody else asks about this home until the transaction ends.
    Optional<ContributorId> hold(Tx tx, SecretToken code) {
        return home(tx, FIND + " FOR UPDATE", code);
    }

    private Optional<ContributorId> home(Tx tx, String finding, SecretToken code) {
        return tx.sql()
                .createQuery(finding)
                .bind("hash", code.hash())
                .map((row, context) -> home(row))
                .findOne()
                .flatMap(home -> home.map(Home::contributor));
    }

    private Optional<SecretToken> running(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(RUNNING)
                .bind("contributor", contributor.value())
                .map((row, context) -> home(row))
                .findOne()
                .flatMap(home -> home.map(Home::code));
    }

    private void insert(Tx tx, ContributorId contributor) {
        SecretToken code = SecretToken.random();
        tx.sql()
                .createUpdate(INSERT)
                .bind("contributor", contributor.value())
                .bind("hash", code.hash())
                .bind("code", columns.seal(contributor.person(), CODE_COLUMN, Personal.of(code.reveal())))
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
    }

    private Optional<Home> home(ResultSet row) throws SQLException {
        ContributorId contributor = new ContributorId(row.getObject("contributor", UUID.class));
        return columns.open(contributor.person(), CODE_COLUMN, row.getBytes("code"))
                .flatMap(code -> SecretToken.parse(code.reveal()))
                .map(code -> new Home(contributor, code));
    }
}
