package dev.firsthand.engine.contributor;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Lets people join and knows them again by their token.
public final class Contributors {
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final String LANGUAGE_COLUMN = "contributor.language";
    private static final String COUNTRY_COLUMN = "contributor.country";

    private static final String INSERT = """
            INSERT INTO contributor (id, language, country, adult_stated_at, joined_at)
            VALUES (:id, :language, :country, :now, :now)
            """;

    private static final String FIND = "SELECT id, language, country, joined_at FROM contributor WHERE id = :id";

    private final Vault vault;
    private final PersonalColumns columns;
    private final Provenance provenance;
    private final InstantSource clock;
    private final Invitations invitations;
    private final ContributorTokens tokens;

    public Contributors(Vault vault, PersonalColumns columns, Provenance provenance, InstantSource clock) {
        this.vault = vault;
        this.columns = columns;
        this.provenance = provenance;
        this.clock = clock;
        this.invitations = new Invitations(clock);
        this.tokens = new ContributorTokens(clock);
    }

    /// Links by which people join.
    public Invitations invitations() {
        return invitations;
    }

    /// Tokens by which contributors are known again.
    public ContributorTokens tokens() {
        return tokens;
    }

    /// A person follows an invitation. Nothing is kept of a person who is refused.
    public JoinResult join(Tx tx, SecretToken link, JoinForm form) {
        Optional<JoinResult.Refused> refused = formRefusal(form).or(() -> invitations.takePlace(tx, link));
        if (refused.isPresent()) {
            return refused.get();
        }
        Contributor contributor = add(tx, form);
        return new JoinResult.Joined(contributor, tokens.issue(tx, contributor.id()));
    }

    /// The contributor who carries this token, while it runs.
    public Optional<Contributor> carrying(Tx tx, SecretToken token) {
        return tokens.contributorOf(tx, token).flatMap(id -> find(tx, id));
    }

    /// Empty also when the person's key is gone: then nothing legible is left.
    public Optional<Contributor> find(Tx tx, ContributorId id) {
        return tx.sql()
                .createQuery(FIND)
                .bind("id", id.value())
                .map((rs, context) -> contributor(rs))
                .findOne()
                .flatMap(contributor -> contributor);
    }

    @ChangesFact(FactType.CONTRIBUTOR_JOINED)
    Contributor add(Tx tx, JoinForm form) {
        var id = new ContributorId(UUID.randomUUID());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        vault.create(id.person());
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", id.value())
                .bind("language", columns.seal(id.person(), LANGUAGE_COLUMN, form.language()))
                .bind("country", columns.seal(id.person(), COUNTRY_COLUMN, form.country()))
                .bind("now", now)
                .execute();
        // How age was checked, never a document: {method, when, result} is all that is kept.
        provenance.record(
                tx,
                id.person(),
                new Statement(
                        FactType.CONTRIBUTOR_JOINED,
                        id.value(),
                        Map.of("joinedAt", now.toString(), "ageCheck", "stated-18-or-over")));
        return new Contributor(id, form.language(), form.country(), now);
    }

    private static Optional<JoinResult.Refused> formRefusal(JoinForm form) {
        if (!form.statesAdult()) {
            return Optional.of(new JoinResult.Refused(
                    "age-not-stated", "Contributors are 18 or older: joining needs the statement that you are."));
        }
        if (!isLanguage(form.language().reveal())) {
            return Optional.of(new JoinResult.Refused(
                    "language-unknown",
                    "The language is not a BCP 47 tag such as en, fil or pt-BR: choose one from the list."));
        }
        if (!COUNTRIES.contains(form.country().reveal())) {
            return Optional.of(new JoinResult.Refused(
                    "country-unknown",
                    "The country is not a two-letter code such as KE or PH: choose one from the list."));
        }
        return Optional.empty();
    }

    private static boolean isLanguage(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private Optional<Contributor> contributor(ResultSet row) throws SQLException {
        var id = new ContributorId(row.getObject("id", UUID.class));
        Instant joinedAt = row.getTimestamp("joined_at").toInstant();
        Optional<Personal<String>> language = columns.open(id.person(), LANGUAGE_COLUMN, row.getBytes("language"));
        Optional<Personal<String>> country = columns.open(id.person(), COUNTRY_COLUMN, row.getBytes("country"));
        return language.flatMap(spoken -> country.map(home -> new Contributor(id, spoken, home, joinedAt)));
    }
}
