package dev.firsthand.engine.quality;

import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.EpisodeStages;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.episode.Origin;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.streams.time.TimeSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;

/// Keeps what was measured of each episode.
public final class Quality {
    /// Published when an episode's findings are there.
    public static final String CHECKED = "episode-checked";

    private final Episodes episodes;
    private final Provenance provenance;
    private final Events events;
    private final InstantSource clock;

    public Quality(Episodes episodes, Provenance provenance, Events events, InstantSource clock) {
        this.episodes = episodes;
        this.provenance = provenance;
        this.events = events;
        this.clock = clock;
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .from("quality_finding", "DELETE FROM quality_finding WHERE episode = any(:things)")
                .from("quality_check", "DELETE FROM quality_check WHERE episode = any(:things)");
    }

    @ChangesFact(FactType.QC)
    void keep(Tx tx, Episode episode, List<Finding> findings) {
        UUID id = episode.id().value();
        tx.sql()
                .createUpdate("""
                        insert into quality_check (episode, check_version, checked_at) values (:episode, :version, :at)
                        """)
                .bind("episode", id)
                .bind("version", ContainerChecks.VERSION)
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        for (int place = 0; place < findings.size(); place++) {
            insert(tx, id, place, findings.get(place));
        }
        EpisodeStages.checked(tx, episode.id());
        Map<String, Object> measured = new LinkedHashMap<>();
        findings.forEach(finding -> measured.merge(finding.code(), finding.measured(), Quality::larger));
        provenance.record(
                tx,
                episode.owner(),
                new Statement(
                        FactType.QC,
                        id,
                        Map.of(
                                "metrics",
                                measured,
                                "threshold_set",
                                "container/" + ContainerChecks.VERSION,
                                "verdict",
                                "none",
                                "reviewer_kind",
                                "software")));
        events.publish(tx, new Event(CHECKED, id));
    }

    private static Object larger(Object a, Object b) {
        return Math.max((double) a, (double) b);
    }

    private static void insert(Tx tx, UUID episode, int place, Finding finding) {
        tx.sql()
                .createUpdate("""
                        insert into quality_finding
                               (episode, place, level, code, start_nanos, end_nanos, measured, limit_value, unit, advice)
                        values (:episode, :place, :level, :code, :start, :end, :measured, :limit, :unit, :advice)
                        """)
                .bind("episode", episode)
                .bind("place", place)
                .bind("level", finding.level().name())
                .bind("code", finding.code())
                .bind("start", finding.span().map(TimeSpan::startNanos).orElse(null))
                .bind("end", finding.span().map(TimeSpan::endNanos).orElse(null))
                .bind("measured", finding.measured())
                .bind("limit", finding.limit())
                .bind("unit", finding.unit())
                .bind("advice", finding.advice())
                .execute();
    }

    /// Where the episodes of a page are from. Nothing sealed is opened for it.
    public Map<EpisodeId, Origin.Recorded> origins(Tx tx, Collection<EpisodeId> ids) {
        return episodes.origins(tx, ids);
    }

    /// The episode with its findings; empty while it is not checked.
    public Optional<Checked> find(Tx tx, EpisodeId episode) {
        return Optional.ofNullable(find(tx, List.of(episode)).get(episode));
    }

    /// As above, those of a page that are checked.
    public Map<EpisodeId, Checked> find(Tx tx, Collection<EpisodeId> ids) {
        List<EpisodeId> checked = tx.sql()
                .createQuery("select episode from quality_check where episode = any(:ids)")
                .bindArray("ids", UUID.class, values(ids))
                .mapTo(UUID.class)
                .map(EpisodeId::new)
                .list();
        Map<EpisodeId, List<Finding>> findings = findings(tx, checked);
        Map<EpisodeId, Checked> found = new HashMap<>();
        episodes.find(tx, checked)
                .forEach((id, episode) ->
                        found.put(id, new CheckedEpisode(episode, findings.getOrDefault(id, List.of()))));
        return found;
    }

    /// The worst level of each of a page in which something was found. Nothing sealed is opened for it.
    public Map<EpisodeId, Level> worst(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, Level> worst = new HashMap<>();
        tx.sql()
                .createQuery("select distinct episode, level from quality_finding where episode = any(:ids)")
                .bindArray("ids", UUID.class, values(ids))
                .map((row, context) -> Map.entry(
                        new EpisodeId(row.getObject("episode", UUID.class)), Level.valueOf(row.getString("level"))))
                .forEach(found ->
                        worst.merge(found.getKey(), found.getValue(), BinaryOperator.maxBy(Comparator.naturalOrder())));
        return worst;
    }

    private static Map<EpisodeId, List<Finding>> findings(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, List<Finding>> findings = new HashMap<>();
        tx.sql()
                .createQuery("""
                        select episode, level, code, start_nanos, end_nanos, measured, limit_value, unit, advice
                          from quality_finding where episode = any(:ids) order by episode, place
                        """)
                .bindArray("ids", UUID.class, values(ids))
                .map((row, context) -> Map.entry(new EpisodeId(row.getObject("episode", UUID.class)), finding(row)))
                .forEach(found -> findings.computeIfAbsent(found.getKey(), id -> new ArrayList<>())
                        .add(found.getValue()));
        return findings;
    }

    private static List<UUID> values(Collection<EpisodeId> ids) {
        return ids.stream().map(EpisodeId::value).toList();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        long start = row.getLong("start_nanos");
        Optional<TimeSpan> span =
                row.wasNull() ? Optional.empty() : Optional.of(new TimeSpan(start, row.getLong("end_nanos")));
        return new Finding(
                Level.valueOf(row.getString("level")),
                row.getString("code"),
                span,
                row.getDouble("measured"),
                row.getDouble("limit_value"),
                row.getString("unit"),
                row.getString("advice"));
    }
}
