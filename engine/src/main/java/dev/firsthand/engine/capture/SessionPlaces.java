package dev.firsthand.engine.capture;

import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.rules.Beginning;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.Obligation;
import dev.firsthand.engine.rules.PlaceRecord;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.rules.RulesUsed;
import dev.firsthand.engine.rules.Ruling;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/// Which places a session touches: where its contributor lives and where it is recorded. Codes of places are sealed
/// under the contributor's key; keyed look-ups beside them let sessions be counted by law.
public final class SessionPlaces {
    private static final String PLACES_COLUMN = "capture_session.places";
    private static final String LAWS_COLUMN = "capture_session.laws";

    private static final String KEEP = """
            UPDATE capture_session SET place_kind = :kind, place_record = :record, places = :places, laws = :laws
             WHERE id = :id
            """;

    private static final String TOUCHED = "SELECT id, contributor, places FROM capture_session WHERE id = ANY(:ids)";

    private static final String UNDER =
            "SELECT count(*) FROM capture_session WHERE laws IS NULL OR laws && CAST(:laws AS text[])";

    private static final String RESTING_ON =
            "SELECT id FROM capture_session WHERE place_record = :code ORDER BY started_at DESC, id LIMIT :max";

    private static final String NEWEST_UNDER = """
            SELECT id FROM capture_session WHERE laws && CAST(:laws AS text[]) ORDER BY started_at DESC, id LIMIT :max
            """;

    private final PersonalColumns columns;
    private final Contributors contributors;
    private final RuleBook rules;

    public SessionPlaces(PersonalColumns columns, Contributors contributors, RuleBook rules) {
        this.columns = columns;
        this.contributors = contributors;
        this.rules = rules;
    }

    /// Whether somebody may begin to record somewhere.
    sealed interface Judged {
        /// What the session touches, whose agreement it rests on, and the rules by which it may.
        record Allowed(Set<Jurisdiction> touched, Optional<PlaceRecord> owner, RulesUsed rules) implements Judged {}

        record Refused(String code, String message) implements Judged {}
    }

    Judged judge(Tx tx, Start start) {
        Optional<PlaceRecord> owner = switch (start.place().kind()) {
            case HOME, CARE -> Optional.empty();
            case ELSEWHERE -> rules.place(tx, start.place().record());
        };
        Set<Jurisdiction> touched = touched(tx, start.contributor(), owner);
        if (touched.isEmpty()) {
            return new Judged.Refused(
                    "contributor-unknown", "There is no such contributor, or nothing of them is left.");
        }
        var beginning = new Beginning(touched, start.place().kind(), owner.isPresent());
        return switch (rules.mayCapture(tx, beginning)) {
            case Ruling.Permitted(var used) ->
                contributors
                        .ages()
                        .unstated(tx, start.contributor(), touched)
                        .<Judged>map(SessionPlaces::tooYoung)
                        .orElseGet(() -> new Judged.Allowed(touched, owner, used));
            case Ruling.Refused(var code, var message, var used) -> new Judged.Refused(code, message);
        };
    }

    private static Judged tooYoung(Obligation age) {
        return new Judged.Refused(
                "age-asked-anew",
                "Since you joined, the age from which people record there has become %d: say at /me/age, or by POST /api/v1/me/age, that you have reached it. (%s)"
                        .formatted(age.amount(), age.text()));
    }

    /// Keeps what the session touches and, in a line of its own, by which rules it may.
    void keep(Tx tx, Session session, Beginning.Kind kind, Judged.Allowed allowed) {
        Set<Jurisdiction> touched = allowed.touched();
        String codes = touched.stream().map(Jurisdiction::code).collect(Collectors.joining(" ")) + "\n"
                + allowed.rules().text();
        tx.sql()
                .createUpdate(KEEP)
                .bind("kind", kind.name())
                .bind("record", allowed.owner().map(PlaceRecord::code).orElse(null))
                .bind("places", columns.seal(session.contributor().person(), PLACES_COLUMN, Personal.of(codes)))
                .bindArray("laws", String.class, lookups(laws(touched)))
                .bind("id", session.id().value())
                .execute();
    }

    /// The places that each of these sessions touches; one whose contributor's key is gone is not in it.
    public Map<SessionId, Set<Jurisdiction>> touched(Tx tx, Collection<SessionId> sessions) {
        Map<SessionId, Set<Jurisdiction>> touched = new HashMap<>();
        tx
                .sql()
                .createQuery(TOUCHED)
                .bindArray(
                        "ids",
                        UUID.class,
                        sessions.stream().map(SessionId::value).toList())
                .map((row, context) -> Map.entry(new SessionId(row.getObject("id", UUID.class)), touched(tx, row)))
                .stream()
                .filter(one -> !one.getValue().isEmpty())
                .forEach(one -> touched.put(one.getKey(), one.getValue()));
        return touched;
    }

    /// By which rules a session was begun, each with how sure it was; empty where nobody kept that.
    Optional<String> rules(Tx tx, Session session) {
        return tx.sql()
                .createQuery("SELECT places FROM capture_session WHERE id = :id")
                .bind("id", session.id().value())
                .mapTo(byte[].class)
                .findOne()
                .flatMap(bytes -> columns.open(session.contributor().person(), PLACES_COLUMN, bytes))
                .flatMap(kept -> kept.reveal().lines().skip(1).findFirst());
    }

    /// How many sessions are under one of these laws, or from before anybody asked where.
    public long under(Tx tx, Collection<Jurisdiction> laws) {
        return tx.sql()
                .createQuery(UNDER)
                .bindArray("laws", String.class, lookups(laws))
                .mapTo(Long.class)
                .one();
    }

    /// Sessions that rest on the agreement of this place's owner, newest first.
    public List<SessionId> restingOn(Tx tx, PlaceRecord place, int max) {
        return ids(tx.sql().createQuery(RESTING_ON).bind("code", place.code()), max);
    }

    /// Sessions under this law, newest first.
    public List<SessionId> newestUnder(Tx tx, Jurisdiction law, int max) {
        return ids(tx.sql().createQuery(NEWEST_UNDER).bindArray("laws", String.class, lookups(Set.of(law))), max);
    }

    private static List<SessionId> ids(Query query, int max) {
        return query.bind("max", max).mapTo(UUID.class).map(SessionId::new).list();
    }

    /// Where the recordings of this installation are kept.
    public Jurisdiction storage() {
        return rules.storage();
    }

    private Set<Jurisdiction> touched(Tx tx, ResultSet row) throws SQLException {
        var contributor = new ContributorId(row.getObject("contributor", UUID.class));
        byte[] sealed = row.getBytes("places");
        if (sealed == null) {
            return touched(tx, contributor, Optional.empty());
        }
        return columns.open(contributor.person(), PLACES_COLUMN, sealed).stream()
                .flatMap(kept -> kept.reveal().lines().limit(1))
                .flatMap(codes -> Arrays.stream(codes.split(" ")))
                .map(Jurisdiction::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Jurisdiction> touched(Tx tx, ContributorId contributor, Optional<PlaceRecord> owner) {
        Optional<Contributor> lives = contributors.find(tx, contributor);
        var touched = new TreeSet<Jurisdiction>();
        lives.ifPresent(person -> {
            touched.add(person.home());
            owner.map(PlaceRecord::jurisdiction).ifPresent(touched::add);
        });
        return touched;
    }

    private static Set<Jurisdiction> laws(Collection<Jurisdiction> places) {
        return places.stream().flatMap(place -> place.laws().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> lookups(Collection<Jurisdiction> laws) {
        return laws.stream()
                .map(law -> HexFormat.of().formatHex(columns.lookup(LAWS_COLUMN, Personal.of(law.code()))))
                .toList();
    }
}
