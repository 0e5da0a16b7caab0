package dev.firsthand.engine.episode;

import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;

/// Keeps what each finished capture turned out to hold.
public final class Episodes {
    /// Published when a recording could be opened.
    public static final String RECORDED = "episode-recorded";

    private static final String RECORDING_COLUMN = "episode.recording";

    /// By this key of an ingest its links find those of the capture.
    private static final String SESSION = "session";

    private final PersonalColumns columns;
    private final Provenance provenance;
    private final Events events;
    private final InstantSource clock;

    public Episodes(PersonalColumns columns, Provenance provenance, Events events, InstantSource clock) {
        this.columns = columns;
        this.provenance = provenance;
        this.events = events;
        this.clock = clock;
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .naming("SELECT id FROM episode WHERE contributor = :person")
                .from("episode", "DELETE FROM episode WHERE contributor = :person");
    }

    /// Why a recording could not be opened, in words that its contributor can act on.
    public record Refusal(String code, String message) {}

    /// What became of a session's recording. While its intake runs there is nothing.
    public record Taken(EpisodeId episode, Optional<Refusal> refusal) {}

    @ChangesFact(FactType.INGEST)
    void keep(Tx tx, Episode episode, Session session, Map<String, Object> evidence) {
        insert(tx, episode.id(), session, "recorded")
                .bind("code", Optional.<String>empty())
                .bind("message", Optional.<String>empty())
                .bind(
                        "recording",
                        columns.seal(
                                episode.owner(),
                                RECORDING_COLUMN,
                                Personal.of(RecordingText.write(episode.recording()))))
                .execute();
        Capture.measured(tx, session.id(), episode.recording().span().length());
        Capture.reached(tx, session.id(), SessionStage.CHECKING);
        Map<String, Object> predicate = new TreeMap<>(evidence);
        predicate.put(SESSION, session.id().value());
        provenance.record(
                tx, episode.owner(), new Statement(FactType.INGEST, episode.id().value(), predicate));
        events.publish(tx, new Event(RECORDED, episode.id().value()));
    }

    @ChangesFact(FactType.INGEST)
    void keepRefused(Tx tx, EpisodeId id, Session session, Refusal refusal) {
        insert(tx, id, session, "refused")
                .bind("code", refusal.code())
                .bind("message", refusal.message())
                .bind("recording", Optional.<byte[]>empty())
                .execute();
        Capture.reached(tx, session.id(), SessionStage.REFUSED);
        provenance.record(
                tx,
                session.contributor().person(),
                new Statement(
                        FactType.INGEST,
                        id.value(),
                        Map.of("refused", refusal.code(), SESSION, session.id().value())));
    }

    private Update insert(Tx tx, EpisodeId id, Session session, String state) {
        return tx.sql()
                .createUpdate("""
                        insert into episode (id, session, contributor, grant_id, state, refusal_code, refusal_message,
                                             recording, recorded_at)
                        values (:id, :session, :contributor, :grant, :state, :code, :message, :recording, :at)
                        """)
                .bind("id", id.value())
                .bind("session", session.id().value())
                .bind("contributor", session.contributor().value())
                .bind("grant", grant(session))
                .bind("state", state)
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC));
    }

    /// The grant on which a session's recording is kept: no session starts without one.
    static UUID grant(Session session) {
        return Optional.ofNullable(session.grants().get(Purpose.CAPTURE_FOR_PAY))
                .orElseThrow(() -> new IllegalStateException("session %s was started without a grant"
                        .formatted(session.id().value())));
    }

    /// An episode whose recording could be opened and whose contributor's key still exists.
    public Optional<Episode> find(Tx tx, EpisodeId id) {
        return Optional.ofNullable(find(tx, List.of(id)).get(id));
    }

    /// As above, those of a page that are there.
    public Map<EpisodeId, Episode> find(Tx tx, Collection<EpisodeId> ids) {
        return tx
                .sql()
                .createQuery("""
                        select id, session, contributor, grant_id, recording from episode
                         where id = any(:ids) and state = 'recorded'
                        """)
                .bindArray("ids", UUID.class, ids.stream().map(EpisodeId::value).toList())
                .map((row, context) -> episode(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(Episode::id, Function.identity()));
    }

    private Optional<Episode> episode(ResultSet row) throws SQLException {
        Origin.Recorded origin = origin(row);
        EpisodeId id = new EpisodeId(row.getObject("id", UUID.class));
        return columns.open(origin.contributor().person(), RECORDING_COLUMN, row.getBytes("recording"))
                .map(text -> new Episode(id, origin, RecordingText.read(text.reveal())));
    }

    /// The recorded episodes of each of them; who has none is not in it.
    public Map<ContributorId, List<EpisodeId>> ofContributors(Tx tx, Collection<ContributorId> contributors) {
        return tx
                .sql()
                .createQuery("""
                        select id, contributor from episode
                         where contributor = any(:contributors) and state = 'recorded' order by id
                        """)
                .bindArray(
                        "contributors",
                        UUID.class,
                        contributors.stream().map(ContributorId::value).toList())
                .map((row, context) -> Map.entry(
                        new ContributorId(row.getObject("contributor", UUID.class)),
                        new EpisodeId(row.getObject("id", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /// Where the episodes of a page are from. Nothing sealed is opened for it.
    public Map<EpisodeId, Origin.Recorded> origins(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, Origin.Recorded> origins = new HashMap<>();
        tx.sql()
                .createQuery("select id, session, contributor, grant_id from episode where id = any(:ids)")
                .bindArray("ids", UUID.class, ids.stream().map(EpisodeId::value).toList())
                .map((row, context) -> Map.entry(new EpisodeId(row.getObject("id", UUID.class)), origin(row)))
                .forEach(found -> origins.put(found.getKey(), found.getValue()));
        return origins;
    }

    private static Origin.Recorded origin(ResultSet row) throws SQLException {
        return new Origin.Recorded(
                new SessionId(row.getObject("session", UUID.class)),
                new ContributorId(row.getObject("contributor", UUID.class)),
                row.getObject("grant_id", UUID.class));
    }

    /// What became of a session, once its intake has ended.
    public Optional<Taken> ofSession(Tx tx, SessionId session) {
        return Optional.ofNullable(ofSessions(tx, List.of(session)).get(session));
    }

    /// As above, those of a page of which intake has ended.
    public Map<SessionId, Taken> ofSessions(Tx tx, Collection<SessionId> sessions) {
        return tx
                .sql()
                .createQuery("""
                        select session, id, refusal_code, refusal_message from episode where session = any(:sessions)
                        """)
                .bindArray(
                        "sessions",
                        UUID.class,
                        sessions.stream().map(SessionId::value).toList())
                .map((row, context) -> Map.entry(new SessionId(row.getObject("session", UUID.class)), taken(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The sessions of these episodes, opened or not.
    public Map<EpisodeId, SessionId> sessions(Tx tx, Collection<EpisodeId> episodes) {
        return tx
                .sql()
                .createQuery("select id, session from episode where id = any(:ids)")
                .bindArray(
                        "ids",
                        UUID.class,
                        episodes.stream().map(EpisodeId::value).toList())
                .map((row, context) -> Map.entry(
                        new EpisodeId(row.getObject("id", UUID.class)),
                        new SessionId(row.getObject("session", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Taken taken(ResultSet row) throws SQLException {
        EpisodeId id = new EpisodeId(row.getObject("id", UUID.class));
        String code = row.getString("refusal_code");
        return new Taken(
                id, code == null ? Optional.empty() : Optional.of(new Refusal(code, row.getString("refusal_message"))));
    }

    /// The next episodes whose recording could be opened, in the order of their names; the first are those after
    /// [EpisodeId#BEFORE_ALL].
    public List<EpisodeId> recordedAfter(Tx tx, EpisodeId last, int max) {
        return tx.sql()
                .createQuery("select id from episode where state = 'recorded' and id > :last order by id limit :max")
                .bind("last", last.value())
                .bind("max", max)
                .mapTo(UUID.class)
                .map(EpisodeId::new)
                .list();
    }
}
