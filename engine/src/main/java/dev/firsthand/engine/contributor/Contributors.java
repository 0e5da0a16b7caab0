package dev.firsthand.engine.contributor;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.Obligation;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Lets people join and knows them again by their token.
public final class Contributors {
    private static final String LANGUAGE_COLUMN = "contributor.language";
    private static final String COUNTRY_COLUMN = "contributor.country";

    /// How many contributors one page lists.
    public static final int PAGE_MAX = 50;

    private static final String INSERT = """
            INSERT INTO contributor (id, language, country, task, adult_stated_at, age_reached, joined_at)
            VALUES (:id, :language, :country, :task, :now, :age, :now)
            """;

    private static final String COLUMNS = "SELECT id, language, country, task, joined_at FROM contributor";

    private static final String FIND = COLUMNS + " WHERE id = :id";

    private static final String FIRST_PAGE = COLUMNS + " ORDER BY joined_at DESC, id DESC LIMIT :limit";

    private static final String NEXT_PAGE = COLUMNS + """
             WHERE (joined_at, id) < (SELECT joined_at, id FROM contributor WHERE id = :after)
             ORDER BY joined_at DESC, id DESC LIMIT :limit
            """;

    private final Vault vault;
    private final PersonalColumns columns;
    private final Provenance provenance;
    private final InstantSource clock;
    private final Invitations invitations;
    private final ContributorTokens tokens;
    private final AgeChecks ages;

    /// Under which keys contributors are kept.
    public record Keys(Vault vault, PersonalColumns columns) {}

    public Contributors(Keys keys, RuleBook rules, Provenance provenance, InstantSource clock) {
        this.vault = keys.vault();
        this.columns = keys.columns();
        this.provenance = provenance;
        this.clock = clock;
        this.invitations = new Invitations(columns, clock);
        this.tokens = new ContributorTokens(provenance, clock);
        this.ages = new AgeChecks(rules, provenance, clock);
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .from("contributor_token", "DELETE FROM contributor_token WHERE contributor = :person")
                .from("contributor", "DELETE FROM contributor WHERE id = :person");
    }

    /// Links by which people join.
    public Invitations invitations() {
        return invitations;
    }

    /// Tokens by which contributors are known again.
    public ContributorTokens tokens() {
        return tokens;
    }

    /// How it is known that contributors are of age.
    public AgeChecks ages() {
        return ages;
    }

    /// A person follows an invitation. Nothing is kept of a person who is refused.
    public JoinResult join(Tx tx, SecretToken link, JoinForm form) {
        Optional<JoinResult.Refused> malformed = formRefusal(form);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Obligation age = ages.asked(tx, Set.of(new Jurisdiction(form.country().reveal())));
        Optional<JoinResult.Refused> refused = ageRefusal(form, age).or(() -> invitations.takePlace(tx, link));
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<UUID> onlyTask = invitations
                .find(tx, link)
                .flatMap(invitation -> invitation.audience().task());
        Contributor contributor = add(tx, form, age, onlyTask);
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

    public int count(Tx tx) {
        return tx.sql()
                .createQuery("SELECT count(*) FROM contributor")
                .mapTo(Integer.class)
                .one();
    }

    /// Who joined last, [#PAGE_MAX] of them; those whose key is gone are left out.
    public ContributorPage all(Tx tx) {
        return page(tx.sql()
                .createQuery(FIRST_PAGE)
                .bind("limit", PAGE_MAX + 1)
                .map((rs, context) -> row(rs))
                .list());
    }

    /// The contributors who follow `after`, the mark that the page before gave.
    public ContributorPage all(Tx tx, ContributorId after) {
        return page(tx.sql()
                .createQuery(NEXT_PAGE)
                .bind("after", after.value())
                .bind("limit", PAGE_MAX + 1)
                .map((rs, context) -> row(rs))
                .list());
    }

    private record Row(ContributorId id, Optional<Contributor> contributor) {}

    private Row row(ResultSet row) throws SQLException {
        return new Row(new ContributorId(row.getObject("id", UUID.class)), contributor(row));
    }

    private static ContributorPage page(List<Row> found) {
        List<Row> shown = found.subList(0, Math.min(found.size(), PAGE_MAX));
        List<Contributor> legible =
                shown.stream().flatMap(row -> row.contributor().stream()).toList();
        return new ContributorPage(
                legible, found.size() > PAGE_MAX ? Optional.of(shown.getLast().id()) : Optional.empty());
    }

    @ChangesFact(FactType.CONTRIBUTOR_JOINED)
    Contributor add(Tx tx, JoinForm form, Obligation age, Optional<UUID> onlyTask) {
        var id = new ContributorId(UUID.randomUUID());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        vault.create(id.person());
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", id.value())
                .bind("language", columns.seal(id.person(), LANGUAGE_COLUMN, form.language()))
                .bind("country", columns.seal(id.person(), COUNTRY_COLUMN, form.country()))
                .bind("task", onlyTask)
                .bind("age", age.amount())
                .bind("now", now)
                .execute();
        // How age was checked, never a document: {method, when, result} and what was asked is all that is kept.
        provenance.record(
                tx,
                id.person(),
                new Statement(
                        FactType.CONTRIBUTOR_JOINED,
                        id.value(),
                        Map.of(
                                "joinedAt", now.toString(),
                                "ageCheck", "stated-%d-or-over".formatted(age.amount()),
                                "rules", age.text())));
        return new Contributor(id, form.language(), form.country(), onlyTask, now);
    }

    private static Optional<JoinResult.Refused> ageRefusal(JoinForm form, Obligation age) {
        return form.ageReached() >= age.amount()
                ? Optional.empty()
                : Optional.of(new JoinResult.Refused(
                        "age-not-stated",
                        "Contributors from there are %d or older: joining needs the statement that you are. (%s)"
                                .formatted(age.amount(), age.text())));
    }

    private static Optional<JoinResult.Refused> formRefusal(JoinForm form) {
        if (!isLanguage(form.language().reveal())) {
            return Optional.of(new JoinResult.Refused(
                    "language-unknown",
                    "The language is not a BCP 47 tag such as en, fil or pt-BR: choose one from the list."));
        }
        if (!Jurisdiction.isPlace(form.country().reveal())) {
            return Optional.of(
                    new JoinResult.Refused(
                            "country-unknown",
                            "The country is not a two-letter code such as KE or PH, or US-IL for Illinois: choose one from the list."));
        }
        return Optional.empty();
    }

    static boolean isLanguage(String tag) {
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
        Optional<UUID> onlyTask = Optional.ofNullable(row.getObject("task", UUID.class));
        return language.flatMap(spoken -> country.map(home -> new Contributor(id, spoken, home, onlyTask, joinedAt)));
    }
}
