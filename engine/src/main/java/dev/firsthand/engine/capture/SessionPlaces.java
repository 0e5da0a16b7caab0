package dev.firsthand.engine.capture;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.PlaceRecord;
import dev.firsthand.engine.rules.RuleBook;
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

    private final PersonalColumns columns;
    private final Contributors contributors;
    private final RuleBook rules;
    private final Consent consent;

    public SessionPlaces(PersonalColumns columns, Contributors contributors, RuleBook rules, Consent consent) {
        this.columns = columns;
        this.contributors = contributors;
        this.rules = rules;
        this.consent = consent;
    }

    /// Why nobody may begin to record there, or there not yet.
    Optional<StartResult.Refused> refusal(Tx tx, Start start) {
        return switch (start.place().kind()) {
            case CARE ->
                Optional.of(
                        new StartResult.Refused(
                                "place-care",
                                "Nobody records where people are cared for: in a hospital, a nursing home, a nursery or a practice."));
            case HOME -> ruled(tx, start, Optional.empty());
            case ELSEWHERE -> {
                Optional<PlaceRecord> owner = rules.place(tx, start.place().record());
                yield owner.isPresent()
                        ? ruled(tx, start, owner)
                        : Optional.of(new StartResult.Refused(
                                "place-record-missing",
                                "Outside a home the owner of the place has to agree first. Ask the people who invited you for"
                                        + " the code of the place, and send it with the start."));
            }
        };
    }

    private Optional<StartResult.Refused> ruled(Tx tx, Start start, Optional<PlaceRecord> owner) {
        Set<Jurisdiction> touched = touched(tx, start.contributor(), owner);
        return touched.isEmpty()
                ? Optional.of(new StartResult.Refused(
                        "contributor-unknown", "There is no such contributor, or nothing of them is left."))
                : switch (rules.mayCapture(tx, touched, storage())) {
                    case Ruling.Permitted permitted -> Optional.empty();
                    case Ruling.Refused(var code, var message, var used) ->
                        Optional.of(new StartResult.Refused(code, message));
                };
    }

    /// Keeps what the session touches.
    void keep(Tx tx, Session session, Place place) {
        Optional<PlaceRecord> owner = rules.place(tx, place.record());
        Set<Jurisdiction> touched = touched(tx, session.contributor(), owner);
        String codes = touched.stream().map(Jurisdiction::code).collect(Collectors.joining(" "));
        tx.sql()
                .createUpdate(KEEP)
                .bind("kind", place.kind().name())
                .bind("record", owner.map(PlaceRecord::code).orElse(null))
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

    /// How many sessions are under one of these laws, or from before anybody asked where.
    public long under(Tx tx, Collection<Jurisdiction> laws) {
        return tx.sql()
                .createQuery(UNDER)
                .bindArray("laws", String.class, lookups(laws))
                .mapTo(Long.class)
                .one();
    }

    /// Where the recordings of this installation are kept.
    public Jurisdiction storage() {
        return new Jurisdiction(consent.notices().controller().country());
    }

    private Set<Jurisdiction> touched(Tx tx, ResultSet row) throws SQLException {
        var contributor = new ContributorId(row.getObject("contributor", UUID.class));
        byte[] sealed = row.getBytes("places");
        if (sealed == null) {
            return touched(tx, contributor, Optional.empty());
        }
        return columns.open(contributor.person(), PLACES_COLUMN, sealed).stream()
                .flatMap(codes -> Arrays.stream(codes.reveal().split(" ")))
                .map(Jurisdiction::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Jurisdiction> touched(Tx tx, ContributorId contributor, Optional<PlaceRecord> owner) {
        Optional<Contributor> lives = contributors.find(tx, contributor);
        var touched = new TreeSet<Jurisdiction>();
        lives.ifPresent(person -> {
            touched.add(new Jurisdiction(person.country().reveal()));
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
