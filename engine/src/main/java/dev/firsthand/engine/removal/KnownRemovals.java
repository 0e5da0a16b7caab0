package dev.firsthand.engine.removal;

import dev.firsthand.engine.backup.Restorations;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.removal.Removal.Decision;
import dev.firsthand.engine.removal.Removal.Declared;
import dev.firsthand.engine.removal.Removal.State;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Removals that lie beside the keys, so that no older backup of the rows undoes one: what was removed is
/// removed again, and what waits for a decision waits again, before anything of it can be opened.
public final class KnownRemovals {
    private static final String WORD = "removal";
    private static final String NONE = "-";

    private static final String STANDING = """
            SELECT r.id, r.state, r.asked_at, r.decide_by, r.froze, coalesce(r.declared, '-') AS declared,
                   coalesce(CAST(r.seen_by AS text), '-') AS seen_by,
                   string_agg(CAST(s.session AS text), ',' ORDER BY s.session) AS sessions
              FROM removal r JOIN removal_session s ON s.removal = r.id
             GROUP BY r.id ORDER BY r.id
            """;

    private final RemovalRooms rooms;
    private final RemovalRows rows;
    private final RemovalFacts facts;
    private final Removals removals;
    private final InstantSource clock;

    public KnownRemovals(RemovalRooms rooms, Removals removals, InstantSource clock) {
        this.rooms = rooms;
        this.rows = new RemovalRows(rooms.onRecord().columns());
        this.facts = new RemovalFacts(rooms.onRecord().provenance());
        this.removals = removals;
        this.clock = clock;
    }

    /// All of them, also what was kept, which ends what an older line says of it, a line each: which, where it
    /// stands, since when, until when, whether it froze, who is in it, who saw that, and which sessions.
    public static List<String> lines(Tx tx) {
        return tx.sql().createQuery(STANDING).map((row, context) -> line(row)).list();
    }

    private static String line(ResultSet row) throws SQLException {
        return String.join(
                " ",
                WORD,
                row.getString("id"),
                row.getString("state"),
                row.getTimestamp("asked_at").toInstant().toString(),
                row.getTimestamp("decide_by").toInstant().toString(),
                String.valueOf(row.getBoolean("froze")),
                row.getString("declared"),
                row.getString("seen_by"),
                row.getString("sessions"));
    }

    /// Takes up what a restore left here; says how many that were. Before anything works or is served.
    public int takeUp(Database database) {
        List<String> lines = database.inTransaction(tx -> Restorations.asked(tx, WORD));
        lines.forEach(line -> database.inTransactionDo(tx -> {
            takeUp(tx, line.split(" ", -1));
            Restorations.takenUp(tx, line);
        }));
        return lines.size();
    }

    private void takeUp(Tx tx, String[] known) {
        List<SessionLine> sessions = SessionList.find(
                tx,
                Arrays.stream(known[8].split(",", -1))
                        .map(session -> new SessionId(UUID.fromString(session)))
                        .toList());
        if (sessions.isEmpty()) {
            return; // recorded after the backup, and gone with it
        }
        State state = State.valueOf(known[2]);
        if (state == State.KEPT) {
            return; // what waits in the rows waits for a person
        }
        Removal standing = rows.lock(tx, new RemovalId(UUID.fromString(known[1])))
                .orElseGet(() -> begin(tx, removal(known, sessions)));
        if (state == State.REMOVED && standing.state() != State.REMOVED) {
            removals.decided(tx, standing, new Decision(true, Optional.empty(), Optional.empty(), now()));
        } else if (state == State.APPEALED
                && standing.state() == State.KEPT
                && standing.decisions().size() == 1) {
            RemovalRows.state(tx, standing.id(), State.APPEALED, Instant.parse(known[4]));
            freeze(tx, standing);
        }
    }

    private Removal begin(Tx tx, Removal removal) {
        if (rooms.onRecord().vault().key(removal.id().person()).isEmpty()) {
            rooms.onRecord().vault().create(removal.id().person());
        }
        RemovalRows.insert(tx, removal);
        if (removal.froze()) {
            freeze(tx, removal);
        }
        return removal;
    }

    private void freeze(Tx tx, Removal removal) {
        Freezes.freeze(tx, removal.sessions(), removal.id().value(), now());
        facts.asked(tx, removal);
    }

    private static Removal removal(String[] known, List<SessionLine> sessions) {
        ContributorId home = sessions.getFirst().contributor();
        Set<SessionId> ids = sessions.stream().map(SessionLine::id).collect(Collectors.toSet());
        Optional<StaffId> by = said(known[7]).map(UUID::fromString).map(StaffId::new);
        return new Removal(
                new RemovalId(UUID.fromString(known[1])),
                home,
                Instant.parse(known[3]),
                Boolean.parseBoolean(known[5]),
                said(known[6]).map(who -> new Declared(Visible.valueOf(who), by)),
                State.ASKED,
                Instant.parse(known[4]),
                ids,
                List.of());
    }

    private static Optional<String> said(String word) {
        return Optional.of(word).filter(one -> !one.equals(NONE));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
