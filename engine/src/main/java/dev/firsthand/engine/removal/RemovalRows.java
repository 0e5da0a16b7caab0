package dev.firsthand.engine.removal;

import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.removal.Removal.Decision;
import dev.firsthand.engine.removal.Removal.Declared;
import dev.firsthand.engine.removal.Removal.State;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/// The rows of removals, and what was decided about them.
final class RemovalRows {
    private static final String REASON_COLUMN = "removal_decision.reason";

    private static final String INSERT = """
            INSERT INTO removal (id, contributor, asked_at, froze, declared, seen_by, state, decide_by)
            VALUES (:id, :contributor, :askedAt, :froze, :declared, :seenBy, :state, :decideBy)
            """;

    private static final String INSERT_SESSION =
            "INSERT INTO removal_session (removal, session) VALUES (:removal, :session)";

    private static final String INSERT_DECISION = """
            INSERT INTO removal_decision (removal, round, removes, author, reason, at)
            SELECT :removal, 1 + count(*), :removes, :author, :reason, :at FROM removal_decision WHERE removal = :removal
            """;

    private static final String STATE = "UPDATE removal SET state = :state, decide_by = :decideBy WHERE id = :id";

    private static final String ERASED = "UPDATE removal SET erased_at = :now WHERE id = :id";

    private static final String NAMES = "SELECT r.id FROM removal r";

    private static final String FIND = NAMES + " WHERE r.id = :id";

    private static final String LOCK = FIND + " FOR UPDATE";

    // The most pressing of every home before the second of any: whoever asks often hides nobody.
    private static final String OPEN = NAMES + """
             WHERE r.state IN ('ASKED', 'APPEALED')
             ORDER BY row_number() OVER (PARTITION BY r.contributor ORDER BY r.froze DESC, r.decide_by, r.id),
                      r.decide_by, r.id
             LIMIT :limit
            """;

    private static final String DUE = NAMES + """
             WHERE r.state IN ('ASKED', 'APPEALED') AND r.decide_by <= :now
             ORDER BY r.decide_by, r.id LIMIT 1 FOR UPDATE SKIP LOCKED
            """;

    private static final String TO_ERASE =
            NAMES + " WHERE r.state = 'REMOVED' AND r.erased_at IS NULL ORDER BY r.id LIMIT :limit";

    private static final String COVERING = NAMES + """
             WHERE r.contributor = :contributor AND r.state IN ('ASKED', 'APPEALED') AND (r.froze OR NOT :freezes)
               AND NOT EXISTS (SELECT 1 FROM unnest(:sessions) AS asked (session)
                                WHERE NOT EXISTS (SELECT 1 FROM removal_session s
                                                   WHERE s.removal = r.id AND s.session = asked.session))
             ORDER BY r.froze DESC, r.decide_by, r.id LIMIT 1
            """;

    private static final String FROZE_SINCE =
            "SELECT count(*) FROM removal WHERE contributor = :contributor AND froze AND declared IS NULL AND asked_at > :since";

    private static final String SAID = """
            SELECT EXISTS (SELECT 1 FROM removal r JOIN removal_session s ON s.removal = r.id
                            WHERE s.session = :session AND (r.seen_by IS NOT NULL) = :byDesk AND r.state = 'ASKED'
                              AND r.declared = :who)
            """;

    private static final String KEPT_TWICE = """
            SELECT DISTINCT s.session FROM removal_session s JOIN removal_decision d ON d.removal = s.removal
             WHERE d.round = 2 AND NOT d.removes AND s.session = any(:sessions)
            """;

    private static final String WHOLE = """
            SELECT id, contributor, asked_at, froze, declared, seen_by, state, decide_by FROM removal
             WHERE id = any(:ids) ORDER BY array_position(:ids, id)
            """;

    private static final String SESSIONS = "SELECT removal, session FROM removal_session WHERE removal = any(:ids)";

    private static final String DECISIONS = """
            SELECT removal, removes, author, reason, at FROM removal_decision WHERE removal = any(:ids)
             ORDER BY removal, round
            """;

    private final PersonalColumns columns;

    RemovalRows(PersonalColumns columns) {
        this.columns = columns;
    }

    static void insert(Tx tx, Removal removal) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", removal.id().value())
                .bind("contributor", removal.home().value())
                .bind("askedAt", removal.askedAt().atOffset(ZoneOffset.UTC))
                .bind("froze", removal.froze())
                .bind("declared", removal.declared().map(Declared::who).map(Visible::name))
                .bind("seenBy", removal.declared().flatMap(Declared::by).map(StaffId::value))
                .bind("state", removal.state().name())
                .bind("decideBy", removal.decideBy().atOffset(ZoneOffset.UTC))
                .execute();
        PreparedBatch sessions = tx.sql().prepareBatch(INSERT_SESSION);
        removal.sessions()
                .forEach(session -> sessions.bind("removal", removal.id().value())
                        .bind("session", session.value())
                        .add());
        sessions.execute();
        tx.changed(removal.id().value());
    }

    void insertDecision(Tx tx, RemovalId removal, Decision decision) {
        tx.sql()
                .createUpdate(INSERT_DECISION)
                .bind("removal", removal.value())
                .bind("removes", decision.removes())
                .bind("author", decision.author().map(StaffId::value))
                .bind("reason", decision.reason().map(said -> columns.seal(removal.person(), REASON_COLUMN, said)))
                .bind("at", decision.at().atOffset(ZoneOffset.UTC))
                .execute();
    }

    static void state(Tx tx, RemovalId id, State state, Instant decideBy) {
        tx.sql()
                .createUpdate(STATE)
                .bind("state", state.name())
                .bind("decideBy", decideBy.atOffset(ZoneOffset.UTC))
                .bind("id", id.value())
                .execute();
        tx.changed(id.value());
    }

    static void erased(Tx tx, RemovalId id, Instant now) {
        tx.sql()
                .createUpdate(ERASED)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("id", id.value())
                .execute();
    }

    Optional<Removal> find(Tx tx, RemovalId id) {
        return one(tx, tx.sql().createQuery(FIND).bind("id", id.value()));
    }

    Optional<Removal> lock(Tx tx, RemovalId id) {
        return one(tx, tx.sql().createQuery(LOCK).bind("id", id.value()));
    }

    List<Removal> open(Tx tx, int limit) {
        return whole(tx, tx.sql().createQuery(OPEN).bind("limit", limit));
    }

    Optional<Removal> due(Tx tx, Instant now) {
        return one(tx, tx.sql().createQuery(DUE).bind("now", now.atOffset(ZoneOffset.UTC)));
    }

    List<Removal> toErase(Tx tx, int limit) {
        return whole(tx, tx.sql().createQuery(TO_ERASE).bind("limit", limit));
    }

    /// An open removal of this home that is about all of these sessions; one that froze, if the caller could
    /// freeze.
    Optional<Removal> covering(Tx tx, ContributorId home, Collection<SessionId> sessions, Effect could) {
        return one(
                tx,
                tx.sql()
                        .createQuery(COVERING)
                        .bind("contributor", home.value())
                        .bindArray("sessions", UUID.class, values(sessions))
                        .bind("freezes", could == Effect.FREEZES));
    }

    static int frozeSince(Tx tx, ContributorId home, Instant since) {
        return tx.sql()
                .createQuery(FROZE_SINCE)
                .bind("contributor", home.value())
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .mapTo(Integer.class)
                .one();
    }

    /// Whether a person has yet to decide about the same that was said of this session, by the desk or in the home.
    static boolean said(Tx tx, SessionId session, Declared declared) {
        return tx.sql()
                .createQuery(SAID)
                .bind("who", declared.who().name())
                .bind("byDesk", declared.by().isPresent())
                .bind("session", session.value())
                .mapTo(Boolean.class)
                .one();
    }

    /// Those of these sessions that two people decided to keep.
    static Set<SessionId> keptTwice(Tx tx, Collection<SessionId> sessions) {
        return tx.sql()
                .createQuery(KEPT_TWICE)
                .bindArray("sessions", UUID.class, values(sessions))
                .mapTo(UUID.class)
                .map(SessionId::new)
                .collect(Collectors.toSet());
    }

    private Optional<Removal> one(Tx tx, Query query) {
        return whole(tx, query).stream().findFirst();
    }

    /// Four queries, however many there are.
    private List<Removal> whole(Tx tx, Query names) {
        List<UUID> ids = names.mapTo(UUID.class).list();
        Map<UUID, Set<SessionId>> sessions = sessions(tx, ids);
        Map<UUID, List<Decision>> decisions = decisions(tx, ids);
        return tx.sql()
                .createQuery(WHOLE)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return removal(row, sessions.getOrDefault(id, Set.of()), decisions.getOrDefault(id, List.of()));
                })
                .list();
    }

    private static Map<UUID, Set<SessionId>> sessions(Tx tx, List<UUID> ids) {
        Map<UUID, Set<SessionId>> sessions = new HashMap<>();
        tx.sql()
                .createQuery(SESSIONS)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> sessions.computeIfAbsent(
                                row.getObject("removal", UUID.class), removal -> new HashSet<>())
                        .add(new SessionId(row.getObject("session", UUID.class))))
                .list();
        return sessions;
    }

    private Map<UUID, List<Decision>> decisions(Tx tx, List<UUID> ids) {
        Map<UUID, List<Decision>> decisions = new HashMap<>();
        tx.sql()
                .createQuery(DECISIONS)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> decisions
                        .computeIfAbsent(row.getObject("removal", UUID.class), removal -> new ArrayList<>())
                        .add(decision(row)))
                .list();
        return decisions;
    }

    private Decision decision(ResultSet row) throws SQLException {
        RemovalId id = new RemovalId(row.getObject("removal", UUID.class));
        return new Decision(
                row.getBoolean("removes"),
                Optional.ofNullable(row.getObject("author", UUID.class)).map(StaffId::new),
                Optional.ofNullable(row.getBytes("reason"))
                        .flatMap(bytes -> columns.open(id.person(), REASON_COLUMN, bytes)),
                row.getTimestamp("at").toInstant());
    }

    private static Removal removal(ResultSet row, Set<SessionId> sessions, List<Decision> decisions)
            throws SQLException {
        return new Removal(
                new RemovalId(row.getObject("id", UUID.class)),
                new ContributorId(row.getObject("contributor", UUID.class)),
                row.getTimestamp("asked_at").toInstant(),
                row.getBoolean("froze"),
                declared(row),
                State.valueOf(row.getString("state")),
                row.getTimestamp("decide_by").toInstant(),
                sessions,
                decisions);
    }

    private static Optional<Declared> declared(ResultSet row) throws SQLException {
        Optional<StaffId> by =
                Optional.ofNullable(row.getObject("seen_by", UUID.class)).map(StaffId::new);
        return Optional.ofNullable(row.getString("declared")).map(who -> new Declared(Visible.valueOf(who), by));
    }

    private static List<UUID> values(Collection<SessionId> sessions) {
        return sessions.stream().map(SessionId::value).toList();
    }
}
