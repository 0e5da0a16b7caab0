package dev.firsthand.engine.holder;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Registers holders and knows them again by their token.
public final class Holders {
    /// How long a holder's token runs.
    public static final Duration TOKEN_VALID = Duration.ofDays(365);

    /// How many buyers an installation may have: every one of them is named to every contributor.
    public static final int BUYERS_MAX = 200;

    private static final String INSERT = """
            INSERT INTO holder (id, kind, legal_name, country, purpose, registered_at)
            VALUES (:id, :kind, :legalName, :country, :purpose, :now)
            ON CONFLICT (kind) WHERE kind = 'OWN' DO NOTHING
            """;

    private static final String COLUMNS = "SELECT id, kind, legal_name, country, purpose, registered_at FROM holder ";

    private static final String FIND = COLUMNS + "WHERE id = :id";

    private static final String OWN = COLUMNS + "WHERE kind = 'OWN'";

    private static final String BUYERS = COLUMNS + "WHERE kind = 'BUYER' ORDER BY registered_at, id LIMIT :limit";

    private static final String COUNT_BUYERS = "SELECT count(*) FROM holder WHERE kind = 'BUYER'";

    private static final String INSERT_TOKEN = """
            INSERT INTO holder_token (hash, holder, issued_at, expires_at) VALUES (:hash, :holder, :now, :expiresAt)
            """;

    private static final String HOLDER_OF = """
            SELECT holder FROM holder_token WHERE hash = :hash AND ended_at IS NULL AND expires_at > :now
            """;

    private static final String TOKENS_UNTIL = """
            SELECT holder, max(expires_at) AS until FROM holder_token
             WHERE ended_at IS NULL AND expires_at > :now GROUP BY holder
            """;

    private static final String END_TOKENS =
            "UPDATE holder_token SET ended_at = :now WHERE holder = :holder AND ended_at IS NULL";

    private static final String SUSPENDED = """
            SELECT id, kind, legal_name, country, purpose, registered_at, suspended_since FROM holder
             WHERE suspended_since IS NOT NULL ORDER BY suspended_since, id
            """;

    private static final String SUSPEND =
            "UPDATE holder SET suspended_since = :now WHERE id = :id AND suspended_since IS NULL";

    private static final String RESTORE =
            "UPDATE holder SET suspended_since = NULL WHERE id = :id AND suspended_since <= :now";

    private final Provenance provenance;
    private final InstantSource clock;

    public Holders(Provenance provenance, InstantSource clock) {
        this.provenance = provenance;
        this.clock = clock;
    }

    /// Registers a buyer. From now on the notice names it; earlier answers do not reach it. A form that is sent twice
    /// makes one buyer.
    public RegisterResult registerBuyer(Tx tx, HolderForm form) {
        if (buyers(tx).stream().anyMatch(buyer -> buyer.form().equals(form))) {
            return new RegisterResult.Refused(
                    "holder-there",
                    "This very holder is registered already. Choose it in the list; there a fresh link can be made.");
        }
        long buyers = tx.sql().createQuery(COUNT_BUYERS).mapTo(Long.class).one();
        if (buyers >= BUYERS_MAX) {
            return new RegisterResult.Refused(
                    "holder-limit",
                    "There are %d buyers already, at most %d can be named to contributors."
                            .formatted(buyers, BUYERS_MAX));
        }
        return register(tx, Holder.Kind.BUYER, form);
    }

    /// Registers the operator itself as a holder, once.
    public RegisterResult registerOwn(Tx tx, HolderForm form) {
        return register(tx, Holder.Kind.OWN, form);
    }

    public Optional<Holder> find(Tx tx, HolderId id) {
        return tx.sql()
                .createQuery(FIND)
                .bind("id", id.value())
                .map((rs, context) -> holder(rs))
                .findOne();
    }

    public Optional<Holder> own(Tx tx) {
        return tx.sql().createQuery(OWN).map((rs, context) -> holder(rs)).findOne();
    }

    /// Since when a holder's licence is suspended; empty while it stands.
    public Optional<Instant> suspendedSince(Tx tx, HolderId holder) {
        return tx.sql()
                .createQuery("SELECT suspended_since FROM holder WHERE id = :id AND suspended_since IS NOT NULL")
                .bind("id", holder.value())
                .mapTo(Instant.class)
                .findOne();
    }

    /// A holder whose licence is suspended.
    public record Suspended(Holder holder, Instant since) {}

    /// All of them, the longest first.
    public List<Suspended> suspended(Tx tx) {
        return tx.sql()
                .createQuery(SUSPENDED)
                .map((rs, context) -> new Suspended(
                        holder(rs), rs.getTimestamp("suspended_since").toInstant()))
                .list();
    }

    /// From now on the holder fetches nothing and gets no release. Said twice, it is said once.
    @ChangesFact(FactType.HOLDER_SUSPENDED)
    public void suspend(Tx tx, HolderId holder) {
        Instant now = now();
        if (setSuspended(tx, SUSPEND, holder, now)) {
            provenance.recordImpersonal(
                    tx, new Statement(FactType.HOLDER_SUSPENDED, holder.value(), Map.of("since", now.toString())));
        }
    }

    /// The licence stands again.
    @ChangesFact(FactType.HOLDER_RESTORED)
    public void restore(Tx tx, HolderId holder) {
        Instant now = now();
        if (setSuspended(tx, RESTORE, holder, now)) {
            provenance.recordImpersonal(
                    tx, new Statement(FactType.HOLDER_RESTORED, holder.value(), Map.of("at", now.toString())));
        }
    }

    private static boolean setSuspended(Tx tx, String change, HolderId holder, Instant now) {
        return tx.sql()
                        .createUpdate(change)
                        .bind("id", holder.value())
                        .bind("now", now)
                        .execute()
                > 0;
    }

    /// Every buyer, oldest first, at most [#BUYERS_MAX].
    public List<Holder> buyers(Tx tx) {
        return tx.sql()
                .createQuery(BUYERS)
                .bind("limit", BUYERS_MAX)
                .map((rs, context) -> holder(rs))
                .list();
    }

    /// A fresh token; the earlier ones stop working.
    public SecretToken renewToken(Tx tx, HolderId holder) {
        endTokens(tx, holder);
        return issue(tx, holder);
    }

    /// Ends every token of a holder: whoever has one, or a link of it, is known no more.
    public void endTokens(Tx tx, HolderId holder) {
        tx.sql()
                .createUpdate(END_TOKENS)
                .bind("now", now())
                .bind("holder", holder.value())
                .execute();
    }

    /// Until when the tokens work of those holders that have one.
    public Map<HolderId, Instant> tokensUntil(Tx tx) {
        Map<HolderId, Instant> until = new HashMap<>();
        tx.sql()
                .createQuery(TOKENS_UNTIL)
                .bind("now", now())
                .map((row, context) -> Map.entry(
                        new HolderId(row.getObject("holder", UUID.class)),
                        row.getTimestamp("until").toInstant()))
                .forEach(one -> until.put(one.getKey(), one.getValue()));
        return until;
    }

    /// The holder that carries this token, while it runs.
    public Optional<Holder> carrying(Tx tx, SecretToken token) {
        return tx.sql()
                .createQuery(HOLDER_OF)
                .bind("hash", token.hash())
                .bind("now", now())
                .mapTo(UUID.class)
                .findOne()
                .flatMap(id -> find(tx, new HolderId(id)));
    }

    @ChangesFact(FactType.HOLDER_REGISTERED)
    RegisterResult register(Tx tx, Holder.Kind kind, HolderForm form) {
        var holder = new Holder(new HolderId(UUID.randomUUID()), kind, form, now());
        int inserted = tx.sql()
                .createUpdate(INSERT)
                .bind("id", holder.id().value())
                .bind("kind", kind.name())
                .bind("legalName", form.legalName())
                .bind("country", form.country())
                .bind("purpose", form.purpose())
                .bind("now", holder.registeredAt())
                .execute();
        if (inserted == 0) {
            return new RegisterResult.Refused(
                    "holder-own-exists", "The operator is registered as a holder already; there is one such holder.");
        }
        provenance.recordImpersonal(
                tx,
                new Statement(
                        FactType.HOLDER_REGISTERED,
                        holder.id().value(),
                        Map.of(
                                "kind", kind.name(),
                                "legalName", form.legalName(),
                                "country", form.country(),
                                "purpose", form.purpose(),
                                "registeredAt", holder.registeredAt().toString())));
        return new RegisterResult.Registered(holder, issue(tx, holder.id()));
    }

    private SecretToken issue(Tx tx, HolderId holder) {
        var token = SecretToken.random();
        Instant now = now();
        tx.sql()
                .createUpdate(INSERT_TOKEN)
                .bind("hash", token.hash())
                .bind("holder", holder.value())
                .bind("now", now)
                .bind("expiresAt", now.plus(TOKEN_VALID))
                .execute();
        return token;
    }

    private static Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                new HolderId(row.getObject("id", UUID.class)),
                Holder.Kind.valueOf(row.getString("kind")),
                new HolderForm(row.getString("legal_name"), row.getString("country"), row.getString("purpose")),
                row.getTimestamp("registered_at").toInstant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
