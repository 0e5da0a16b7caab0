package dev.firsthand.engine.household;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.provenance.Provenance;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Who lives where a contributor records, and whether recording there is allowed now.
public final class Households {
    /// The most other adults that a home may have.
    public static final int ADULTS_MAX = 20;

    /// The most children.
    public static final int CHILDREN_MAX = 20;

    /// The longest word for an adult, in characters.
    public static final int WORD_LENGTH_MAX = 40;

    private static final String WORD_COLUMN = "household_resident.word";

    private static final String TELL = """
            INSERT INTO household (contributor, children, told_at) VALUES (:contributor, :children, :now)
            ON CONFLICT (contributor) DO UPDATE SET children = :children, told_at = :now
            """;

    private static final String FIND = "SELECT children FROM household WHERE contributor = :contributor";

    private static final String FIND_FOR_SHARE = FIND + " FOR SHARE";

    private static final String ADULTS = """
            SELECT id, word FROM household_resident
             WHERE contributor = :contributor AND left_at IS NULL ORDER BY listed_at, id
            """;

    private static final String NOT_LISTED = """
            SELECT id, word FROM household_resident
             WHERE contributor = :contributor AND left_at IS NOT NULL AND moved_out_at IS NULL ORDER BY listed_at, id
            """;

    private static final String LIST = """
            INSERT INTO household_resident (id, contributor, word, link, listed_at)
            VALUES (:id, :contributor, :word, :link, :now)
            """;

    private static final String LEAVE = "UPDATE household_resident SET left_at = :now WHERE id = :id";

    private static final String KEEP_EARLIER = """
            INSERT INTO household_earlier_link (link, resident, answer, answered_at, replaced_at)
            SELECT link, id, answer, answered_at, :now FROM household_resident WHERE id = :id
            """;

    private static final String RENEW = """
            UPDATE household_resident SET link = :link, left_at = NULL, answer = NULL, answered_at = NULL WHERE id = :id
            """;

    private static final String KEEP_ABSENCE =
            "INSERT INTO household_absence (session, resident) VALUES (:session, :resident)";

    private static final String ABSENT =
            "SELECT resident FROM household_absence WHERE session = :session ORDER BY resident";

    private final Vault vault;
    private final PersonalColumns columns;
    private final InstantSource clock;
    private final Residents residents;

    public Households(Vault vault, PersonalColumns columns, Provenance provenance, InstantSource clock) {
        this.vault = vault;
        this.columns = columns;
        this.clock = clock;
        this.residents = new Residents(vault, columns, provenance, clock);
    }

    /// What leaves this room with a contributor, and with it the keys of residents: each serves this home alone.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .keyed("SELECT id FROM household_resident WHERE contributor = :person")
                .from("household_absence", """
                        DELETE FROM household_absence
                         WHERE resident IN (SELECT id FROM household_resident WHERE contributor = :person)
                        """)
                .from("household_earlier_link", """
                        DELETE FROM household_earlier_link
                         WHERE resident IN (SELECT id FROM household_resident WHERE contributor = :person)
                        """)
                .from("household_resident", "DELETE FROM household_resident WHERE contributor = :person")
                .from("household", "DELETE FROM household WHERE contributor = :person");
    }

    /// What each resident says.
    public Residents residents() {
        return residents;
    }

    /// A contributor says who lives there. Whoever keeps their word keeps link and answer. Who is not listed
    /// any more can still answer: a no counts until they say that they moved out. Listed again, they get a
    /// fresh link.
    public TellResult tell(Tx tx, ContributorId contributor, HouseholdForm form) {
        Optional<TellResult.Refused> refused = refusal(form);
        if (refused.isPresent()) {
            return refused.get();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tx.sql()
                .createUpdate(TELL)
                .bind("contributor", contributor.value())
                .bind("children", form.children())
                .bind("now", now)
                .execute();
        Map<String, Personal<String>> coming = new LinkedHashMap<>();
        form.adults()
                .forEach(word -> coming.put(key(word), Personal.of(word.reveal().strip())));
        for (Resident resident : adults(tx, ADULTS, contributor)) {
            if (coming.remove(key(resident.word())) == null) {
                tx.sql()
                        .createUpdate(LEAVE)
                        .bind("id", resident.id().value())
                        .bind("now", now)
                        .execute();
            }
        }
        Map<ResidentId, SecretToken> links = new HashMap<>();
        for (Resident resident : adults(tx, NOT_LISTED, contributor)) {
            if (coming.remove(key(resident.word())) != null) {
                residents
                        .hold(tx, contributor, resident.id())
                        .ifPresent(back -> links.put(resident.id(), renew(tx, back)));
            }
        }
        coming.values().forEach(word -> {
            var id = new ResidentId(UUID.randomUUID());
            links.put(id, list(tx, contributor, new Resident(id, word), now));
        });
        return new TellResult.Told(new Household(adults(tx, ADULTS, contributor), form.children()), links);
    }

    /// Empty until the contributor has said who lives there.
    public Optional<Household> find(Tx tx, ContributorId contributor) {
        return children(tx, FIND, contributor)
                .map(children -> new Household(adults(tx, ADULTS, contributor), children));
    }

    /// A fresh link beside one that was lost; empty when the contributor lives with no such person. A yes that was
    /// said by the old one ends: none goes on counting once nobody can take it back. Whoever has the old one is
    /// heard still, and a no that was said by it is changed by it alone: the contributor made the fresh one.
    public Optional<SecretToken> renewLink(Tx tx, ContributorId contributor, ResidentId resident) {
        return residents
                .hold(tx, contributor, resident)
                .filter(Residents.Standing::listed)
                .map(standing -> renew(tx, standing));
    }

    private SecretToken renew(Tx tx, Residents.Standing standing) {
        var link = SecretToken.random();
        tx.sql()
                .createUpdate(KEEP_EARLIER)
                .bind("id", standing.resident().value())
                .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .execute();
        tx.sql()
                .createUpdate(RENEW)
                .bind("link", link.hash())
                .bind("id", standing.resident().value())
                .execute();
        return link;
    }

    /// Whether everybody who is listed and not `absent` has a yes that stands, and nobody who is not listed any
    /// more a no. Until the transaction ends nobody takes one back and nobody moves in.
    public MayRecordResult mayRecord(Tx tx, ContributorId contributor, Set<ResidentId> absent) {
        if (children(tx, FIND_FOR_SHARE, contributor).isEmpty()) {
            return new MayRecordResult.MayNot(
                    "household-missing",
                    "Who lives in the home is not known yet: say so at /me/household or POST /api/v1/me/household.");
        }
        Instant now = clock.instant();
        List<Residents.Standing> standing = residents.standingForShare(tx, contributor);
        Set<ResidentId> away = standing.stream()
                .filter(Residents.Standing::listed)
                .map(Residents.Standing::resident)
                .filter(absent::contains)
                .collect(Collectors.toSet());
        if (standing.stream().allMatch(one -> away.contains(one.resident()) || one.allowsAt(now))) {
            return new MayRecordResult.May(away);
        }
        return new MayRecordResult.MayNot(
                "household-may-not",
                "Somebody who lives there and is not marked as away has not said yes, or somebody who is not listed any"
                        + " more has said no: mark who will be away, or wait.");
    }

    /// Keeps who is away during this session of recording.
    public void keepAbsent(Tx tx, UUID session, Set<ResidentId> absent) {
        absent.forEach(resident -> tx.sql()
                .createUpdate(KEEP_ABSENCE)
                .bind("session", session)
                .bind("resident", resident.value())
                .execute());
    }

    /// Who was away during this session, in the order of their names.
    public List<ResidentId> absent(Tx tx, UUID session) {
        return tx.sql().createQuery(ABSENT).bind("session", session).mapTo(UUID.class).list().stream()
                .map(ResidentId::new)
                .toList();
    }

    private SecretToken list(Tx tx, ContributorId contributor, Resident resident, Instant now) {
        vault.create(resident.id().person());
        var link = SecretToken.random();
        tx.sql()
                .createUpdate(LIST)
                .bind("id", resident.id().value())
                .bind("contributor", contributor.value())
                .bind("word", columns.seal(contributor.person(), WORD_COLUMN, resident.word()))
                .bind("link", link.hash())
                .bind("now", now)
                .execute();
        return link;
    }

    private static Optional<Integer> children(Tx tx, String query, ContributorId contributor) {
        return tx.sql()
                .createQuery(query)
                .bind("contributor", contributor.value())
                .mapTo(Integer.class)
                .findOne();
    }

    private List<Resident> adults(Tx tx, String which, ContributorId contributor) {
        return tx
                .sql()
                .createQuery(which)
                .bind("contributor", contributor.value())
                .map((rs, context) -> resident(contributor, rs))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Resident> resident(ContributorId contributor, ResultSet row) throws SQLException {
        var id = new ResidentId(row.getObject("id", UUID.class));
        return columns.open(contributor.person(), WORD_COLUMN, row.getBytes("word"))
                .map(word -> new Resident(id, word));
    }

    private static Optional<TellResult.Refused> refusal(HouseholdForm form) {
        boolean legible = form.adults().stream()
                .map(word -> word.reveal().strip())
                .allMatch(word -> !word.isEmpty()
                        && word.length() <= WORD_LENGTH_MAX
                        && word.codePoints().noneMatch(Character::isISOControl));
        Set<String> different = form.adults().stream().map(Households::key).collect(Collectors.toSet());
        if (!legible
                || form.adults().size() > ADULTS_MAX
                || different.size() < form.adults().size()) {
            return Optional.of(new TellResult.Refused(
                    "household-adults",
                    "Each of up to %d adults needs a word of 1 to %d characters, and no two the same."
                            .formatted(ADULTS_MAX, WORD_LENGTH_MAX)));
        }
        if (form.children() < 0 || form.children() > CHILDREN_MAX) {
            return Optional.of(new TellResult.Refused(
                    "household-children", "The number of children is from 0 to %d.".formatted(CHILDREN_MAX)));
        }
        return Optional.empty();
    }

    /// By which a word is known again, however it is typed.
    private static String key(Personal<String> word) {
        return word.reveal().strip().toLowerCase(Locale.ROOT);
    }
}
