package dev.firsthand.engine.contributor;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.Obligation;
import dev.firsthand.engine.rules.RuleBook;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// Keeps how it is known that contributors are of age.
public final class AgeChecks {
    private static final String FIND =
            "SELECT age_method, age_verifier, age_seen_at, adult_stated_at FROM contributor WHERE id = :id";

    private static final String SEEN = """
            UPDATE contributor SET age_method = :method, age_verifier = :verifier, age_seen_at = :now WHERE id = :id
            """;

    private static final String REACHED =
            "UPDATE contributor SET age_reached = greatest(age_reached, :years) WHERE id = :id";

    private static final String LEFT_BEHIND =
            "SELECT count(*) FROM contributor WHERE id = :id AND age_reached < :years";

    /// Below this nobody contributes anywhere, whatever rules say.
    public static final int YEARS_MIN = 18;

    private final RuleBook rules;
    private final Provenance provenance;
    private final InstantSource clock;

    AgeChecks(RuleBook rules, Provenance provenance, InstantSource clock) {
        this.rules = rules;
        this.provenance = provenance;
        this.clock = clock;
    }

    /// The rules on the age of somebody who lives there; where nobody said yet, those that hold for everybody.
    public Obligation asked(Tx tx, Set<Jurisdiction> home) {
        Obligation asked = rules.ageAsked(tx, home);
        if (asked.amount() < YEARS_MIN) {
            throw new IllegalStateException("the rules ask for %d years".formatted(asked.amount()));
        }
        return asked;
    }

    /// Empty where there is no such contributor.
    public Optional<AgeCheck> find(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(FIND)
                .bind("id", contributor.value())
                .map((row, context) -> check(row))
                .findOne();
    }

    /// Somebody of the desk saw that the contributor has the age that is asked where they live.
    public void seen(Tx tx, Contributor contributor, AgeCheck.Method method, PersonId verifier) {
        if (method == AgeCheck.Method.STATED) {
            throw new IllegalArgumentException("what a person states, nobody else saw");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tx.sql()
                .createUpdate(SEEN)
                .bind("method", method.name())
                .bind("verifier", verifier.value())
                .bind("now", now)
                .bind("id", contributor.id().value())
                .execute();
        keep(tx, contributor, method, Map.of("verifier", verifier.value()));
    }

    /// The years that somebody who joined under laxer rules has yet to state before recording there; empty where
    /// what was stated is enough.
    public Optional<Obligation> unstated(Tx tx, ContributorId contributor, Set<Jurisdiction> touched) {
        Obligation asked = asked(tx, touched);
        long behind = tx.sql()
                .createQuery(LEFT_BEHIND)
                .bind("id", contributor.value())
                .bind("years", asked.amount())
                .mapTo(Long.class)
                .one();
        return Optional.of(asked).filter(years -> behind > 0);
    }

    /// Takes the word of somebody who joined before that they have reached this age. False, and nothing is kept,
    /// where that is less than is asked where they live.
    public boolean state(Tx tx, Contributor contributor, int ageReached) {
        boolean enough = ageReached >= asked(tx, Set.of(contributor.home())).amount();
        if (enough) {
            keep(tx, contributor, AgeCheck.Method.STATED, Map.of());
        }
        return enough;
    }

    @ChangesFact(FactType.CONTRIBUTOR_AGE_SEEN)
    private void keep(Tx tx, Contributor contributor, AgeCheck.Method method, Map<String, Object> by) {
        Obligation asked = asked(tx, Set.of(contributor.home()));
        ContributorId id = contributor.id();
        tx.sql()
                .createUpdate(REACHED)
                .bind("years", asked.amount())
                .bind("id", id.value())
                .execute();
        Map<String, Object> said = new TreeMap<>(by);
        said.putAll(Map.of(
                "method", method.name(),
                "over_18", true,
                "years", asked.amount(),
                "rules", asked.text()));
        provenance.record(tx, id.person(), new Statement(FactType.CONTRIBUTOR_AGE_SEEN, id.value(), said));
    }

    private static AgeCheck check(ResultSet row) throws SQLException {
        Timestamp seen = row.getTimestamp("age_seen_at");
        return new AgeCheck(
                AgeCheck.Method.valueOf(row.getString("age_method")),
                Optional.ofNullable(row.getObject("age_verifier", UUID.class)).map(PersonId::new),
                (seen == null ? row.getTimestamp("adult_stated_at") : seen).toInstant());
    }
}
