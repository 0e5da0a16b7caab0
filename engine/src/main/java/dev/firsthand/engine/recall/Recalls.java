package dev.firsthand.engine.recall;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.release.ReleaseId;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.release.Supersessions.Held;
import dev.firsthand.engine.store.Tx;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Calls episodes back from whoever has them, and says how far that has come.
public final class Recalls {
    private static final String CAUSE = """
            insert into recall_cause (id, ground, called_at) values (:id, :ground, :now) on conflict (id) do nothing
            """;
    private static final String EPISODES = """
            insert into recall_episode (cause, episode) select distinct :cause::uuid, e from unnest(:episodes) as e
            on conflict do nothing returning episode
            """;
    private static final String COPY = """
            insert into recall_copy (cause, release, holder) values (:cause, :release, :holder) on conflict do nothing
            """;
    /// Copies that an episode has left before: their holders were told for another reason.
    private static final String LEFT_BEFORE = """
            insert into recall_copy (cause, release, holder)
            select distinct :cause::uuid, n.release, n.holder from recall_item i join recall_notice n on n.id = i.notice
             where i.episode = any(:episodes)
            on conflict do nothing
            """;

    /// Of each holder all notices count that name one of the cause's episodes for a reason as grave as this one.
    private static final String PROGRESS = """
            with told as (
                select n.holder, n.release, n.acknowledged_at, n.answer_by, n.models from recall_notice n
                 where n.id in (select i.notice from recall_item i
                                  join recall_episode e on e.episode = i.episode
                                  join recall_cause c on c.id = e.cause
                                 where e.cause = :cause
                                   and array_position(:gravest, i.ground) <= array_position(:gravest, c.ground))),
            reached as (
                select c.holder, bool_and(t.release is not null) as told,
                       bool_and(t.acknowledged_at is not null) as acknowledged,
                       bool_or(t.acknowledged_at is null and t.answer_by <= :now) as overdue
                  from recall_copy c left join told t on t.release = c.release
                 where c.cause = :cause group by c.holder)
            select (select count(*) from recall_copy where cause = :cause) as releases,
                   count(*) as holders,
                   count(*) filter (where told) as told,
                   count(*) filter (where acknowledged) as acknowledged,
                   count(*) filter (where overdue) as overdue,
                   (select coalesce(sum(models), 0) from told) as models
              from reached
            """;

    private final Releases releases;
    private final InstantSource clock;

    public Recalls(Releases releases, InstantSource clock) {
        this.releases = releases;
        this.clock = clock;
    }

    /// From the caller's transaction on these episodes are in no release that is made, and each that holds one is
    /// superseded, whose holder is told then. Said twice, it is said once: gives those that this cause did not name
    /// before. Call it late in a transaction: it waits for whoever is publishing.
    public List<EpisodeId> call(Tx tx, RecallCause cause, Collection<EpisodeId> episodes) {
        tx.sql()
                .createUpdate(CAUSE)
                .bind("id", cause.id())
                .bind("ground", cause.ground().name())
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        List<EpisodeId> fresh = keepEpisodes(tx, cause, episodes);
        releases.supersessions().withhold(tx, episodes);
        PreparedBatch copies = tx.sql().prepareBatch(COPY);
        for (Held held : releases.supersessions().holding(tx, episodes)) {
            copies.bind("cause", cause.id())
                    .bind("release", held.release().value())
                    .bind("holder", held.holder().value())
                    .add();
        }
        copies.execute();
        tx.sql()
                .createUpdate(LEFT_BEFORE)
                .bind("cause", cause.id())
                .bindArray(
                        "episodes",
                        UUID.class,
                        episodes.stream().map(EpisodeId::value).toList())
                .execute();
        return fresh;
    }

    private static List<EpisodeId> keepEpisodes(Tx tx, RecallCause cause, Collection<EpisodeId> episodes) {
        return tx
                .sql()
                .createQuery(EPISODES)
                .bind("cause", cause.id())
                .bindArray(
                        "episodes",
                        UUID.class,
                        episodes.stream().map(EpisodeId::value).toList())
                .mapTo(UUID.class)
                .stream()
                .map(EpisodeId::new)
                .toList();
    }

    /// Whether a copy that stands holds it.
    public boolean reaches(Tx tx, EpisodeId episode) {
        return !releases.supersessions().holding(tx, List.of(episode)).isEmpty();
    }

    /// Whether anything was ever called back for it.
    public boolean isCause(Tx tx, UUID cause) {
        return tx.sql()
                .createQuery("select exists (select 1 from recall_cause where id = :cause)")
                .bind("cause", cause)
                .mapTo(Boolean.class)
                .one();
    }

    /// [RecallProgress#NOBODY] for a cause of which nothing is in any copy.
    public RecallProgress progress(Tx tx, UUID cause) {
        int superseded = Math.toIntExact(tx
                .sql()
                .createQuery("select release from recall_copy where cause = :cause")
                .bind("cause", cause)
                .mapTo(UUID.class)
                .list()
                .stream()
                .filter(release -> releases.supersessions()
                        .superseded(tx, new ReleaseId(release))
                        .isPresent())
                .count());
        return tx.sql()
                .createQuery(PROGRESS)
                .bind("cause", cause)
                .bindArray("gravest", String.class, Ground.gravestFirst())
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .map((row, context) -> new RecallProgress(
                        row.getInt("releases"),
                        superseded,
                        row.getInt("holders"),
                        row.getInt("told"),
                        row.getInt("acknowledged"),
                        row.getInt("overdue"),
                        row.getInt("models")))
                .one();
    }
}
