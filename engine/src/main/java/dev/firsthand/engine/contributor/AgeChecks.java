package dev.firsthand.engine.contributor;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Keeps how it is known that contributors are of age.
public final class AgeChecks {
    private static final String FIND =
            "SELECT age_method, age_verifier, age_seen_at, adult_stated_at FROM contributor WHERE id = :id";

    private static final String SEEN = """
            UPDATE contributor SET age_method = :method, age_verifier = :verifier, age_seen_at = :now WHERE id = :id
            """;

    private final Provenance provenance;
    private final InstantSource clock;

    AgeChecks(Provenance provenance, InstantSource clock) {
        this.provenance = provenance;
        this.clock = clock;
    }

    /// Empty where there is no such contributor.
    public Optional<AgeCheck> find(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(FIND)
                .bind("id", contributor.value())
                .map((row, context) -> check(row))
                .findOne();
    }

    /// Somebody of the desk saw that the contributor is at least 18.
    @ChangesFact(FactType.CONTRIBUTOR_AGE_SEEN)
    public void seen(Tx tx, ContributorId contributor, AgeCheck.Method method, PersonId verifier) {
        if (method == AgeCheck.Method.STATED) {
            throw new IllegalArgumentException("what a person states is stated on joining");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tx.sql()
                .createUpdate(SEEN)
                .bind("method", method.name())
                .bind("verifier", verifier.value())
                .bind("now", now)
                .bind("id", contributor.value())
                .execute();
        Map<String, Object> said = Map.of("method", method.name(), "verifier", verifier.value(), "over_18", true);
        provenance.record(
                tx, contributor.person(), new Statement(FactType.CONTRIBUTOR_AGE_SEEN, contributor.value(), said));
    }

    private static AgeCheck check(ResultSet row) throws SQLException {
        Timestamp seen = row.getTimestamp("age_seen_at");
        return new AgeCheck(
                AgeCheck.Method.valueOf(row.getString("age_method")),
                Optional.ofNullable(row.getObject("age_verifier", UUID.class)).map(PersonId::new),
                (seen == null ? row.getTimestamp("adult_stated_at") : seen).toInstant());
    }
}
