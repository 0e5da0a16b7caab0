package dev.firsthand.engine.capture;

import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Sessions of which nothing may be made any more, until a person has decided or for good. Whoever opens their
/// bytes, adds to them or publishes them asks here, in the transaction of the deed.
public final class Freezes {
    /// Why something is refused about a frozen session.
    public static final String CODE = "removal-asked";

    public static final String MESSAGE =
            "Somebody asked that this recording be removed. Nothing is made of it unless a person decides to keep it.";

    /// Published about a session that is not frozen any more, and about its episode by whoever thaws it.
    public static final String THAWED = "capture-thawed";

    private static final String LOCK = "SELECT id FROM capture_session WHERE id = any(:ids) ORDER BY id FOR UPDATE";

    private static final String HOLD = "SELECT id FROM capture_session WHERE id = any(:ids) ORDER BY id FOR KEY SHARE";

    private static final String FREEZE = """
            INSERT INTO capture_freeze AS f (session, cause, since)
            SELECT id, :cause, :now FROM capture_session WHERE id = any(:ids)
            ON CONFLICT (session, cause) DO UPDATE SET since = :now, ended_at = NULL WHERE f.ended_at IS NOT NULL
            """;

    private static final String THAW =
            "UPDATE capture_freeze SET ended_at = :now WHERE cause = :cause AND ended_at IS NULL RETURNING session";

    private static final String FROZEN =
            "SELECT DISTINCT session FROM capture_freeze WHERE session = any(:ids) AND ended_at IS NULL";

    private static final String UNDECIDED = """
            SELECT DISTINCT f.session FROM capture_freeze f JOIN capture_session s ON s.id = f.session
             WHERE f.ended_at IS NULL AND s.stage <> 'REMOVED'
            """;

    private Freezes() {}

    /// True from the caller's transaction on. It waits for whoever publishes one of them right now.
    public static void freeze(Tx tx, Collection<SessionId> sessions, UUID cause, Instant now) {
        holdBack(tx, sessions);
        tx.sql()
                .createUpdate(FREEZE)
                .bindArray("ids", UUID.class, values(sessions))
                .bind("cause", cause)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        sessions.forEach(session -> tx.changed(session.value()));
    }

    /// Ends what this cause froze; those come back that nothing else keeps frozen.
    public static Set<SessionId> thaw(Tx tx, UUID cause, Instant now) {
        Set<SessionId> thawed = tx.sql()
                .createQuery(THAW)
                .bind("cause", cause)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .mapTo(UUID.class)
                .map(SessionId::new)
                .collect(Collectors.toSet());
        thawed.removeAll(frozen(tx, thawed));
        thawed.forEach(session -> tx.changed(session.value()));
        return thawed;
    }

    /// Those of these sessions that are frozen now.
    public static Set<SessionId> frozen(Tx tx, Collection<SessionId> sessions) {
        return tx.sql()
                .createQuery(FROZEN)
                .bindArray("ids", UUID.class, values(sessions))
                .mapTo(UUID.class)
                .map(SessionId::new)
                .collect(Collectors.toSet());
    }

    /// All of which a person has yet to decide.
    public static Set<SessionId> undecided(Tx tx) {
        return tx.sql()
                .createQuery(UNDECIDED)
                .mapTo(UUID.class)
                .map(SessionId::new)
                .collect(Collectors.toSet());
    }

    static boolean frozen(Tx tx, SessionId session) {
        return !frozen(tx, List.of(session)).isEmpty();
    }

    /// None of them is frozen by anybody else until the transaction ends: for whoever publishes.
    public static void holdStill(Tx tx, Collection<SessionId> sessions) {
        lock(tx, HOLD, sessions);
    }

    /// Nobody publishes one of them until the transaction ends; whoever does so now is waited for.
    public static void holdBack(Tx tx, Collection<SessionId> sessions) {
        lock(tx, LOCK, sessions);
    }

    /// In the order of their names, so that two who lock many wait for each other and not in a circle.
    private static void lock(Tx tx, String locking, Collection<SessionId> sessions) {
        tx.sql()
                .createQuery(locking)
                .bindArray("ids", UUID.class, values(sessions))
                .mapTo(UUID.class)
                .list();
    }

    private static List<UUID> values(Collection<SessionId> sessions) {
        return sessions.stream().map(SessionId::value).toList();
    }
}
