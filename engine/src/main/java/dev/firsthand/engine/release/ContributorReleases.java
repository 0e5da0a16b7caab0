package dev.firsthand.engine.release;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What of one contributor is in published releases, and in whose.
public final class ContributorReleases {
    private ContributorReleases() {}

    /// What leaves this room with a person. The rows that say which copies to take back stay without the person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .from(
                        "release_episode",
                        "UPDATE release_episode SET contributor = gen_random_uuid() WHERE contributor = :person")
                .from(
                        "release_rendering",
                        "DELETE FROM release_rendering WHERE view = any(:things) OR video = any(:things)")
                .from("release_left_out", "DELETE FROM release_left_out WHERE episode = any(:things)")
                .from("release_without_motion", "DELETE FROM release_without_motion WHERE episode = any(:things)");
    }

    /// What a holder has of a line: `held` of the contributor's recordings now, and `calledBack` of them that only
    /// versions held which others superseded. With `moving` of those held goes how the contributor's body moved.
    public record Use(HolderId holder, String line, int held, int calledBack, int moving) {}

    /// The line that was published last comes first.
    public static List<Use> uses(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery("""
                        select p.holder, p.line, count(distinct e.episode) as ever,
                               count(distinct e.episode) filter (where s.release is null) as held,
                               count(distinct e.episode) filter (where s.release is null and e.motion) as moving
                          from release_published p join release_episode e on e.release = p.release
                          left join release_superseded s on s.release = p.release
                         where e.contributor = :contributor
                         group by p.holder, p.line order by max(p.published_at) desc, p.line, p.holder
                        """)
                .bind("contributor", contributor.value())
                .map((row, context) -> new Use(
                        new HolderId(row.getObject("holder", UUID.class)),
                        row.getString("line"),
                        row.getInt("held"),
                        row.getInt("ever") - row.getInt("held"),
                        row.getInt("moving")))
                .list();
    }

    /// Whose recordings a release holds.
    static Set<ContributorId> contributors(Tx tx, ReleaseId release) {
        return tx.sql()
                .createQuery("select distinct contributor from release_episode where release = :release")
                .bind("release", release.value())
                .mapTo(UUID.class)
                .map(ContributorId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The motion of whose bodies a release holds.
    static Set<ContributorId> moving(Tx tx, ReleaseId release) {
        return tx.sql()
                .createQuery("select distinct contributor from release_episode where release = :release and motion")
                .bind("release", release.value())
                .mapTo(UUID.class)
                .map(ContributorId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The contributor's episodes that any published release holds.
    public static Set<EpisodeId> episodes(Tx tx, ContributorId contributor) {
        return names(tx, "select distinct episode from release_episode where contributor = :contributor", contributor)
                .stream()
                .map(EpisodeId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Those of these episodes that are in a release whose place no other took.
    public static Set<EpisodeId> held(Tx tx, Collection<EpisodeId> episodes) {
        return tx
                .sql()
                .createQuery("""
                        select distinct episode from release_episode e where episode = any(:episodes)
                           and not exists (select 1 from release_superseded s where s.release = e.release)
                        """)
                .bindArray("episodes", UUID.class, Withheld.values(episodes))
                .mapTo(UUID.class)
                .stream()
                .map(EpisodeId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The last links by which copies name those episodes.
    public static Set<UUID> heads(Tx tx, ContributorId contributor) {
        return names(
                tx,
                "select distinct head from release_episode where contributor = :contributor and head is not null",
                contributor);
    }

    private static Set<UUID> names(Tx tx, String query, ContributorId contributor) {
        return tx.sql()
                .createQuery(query)
                .bind("contributor", contributor.value())
                .mapTo(UUID.class)
                .collect(Collectors.toUnmodifiableSet());
    }
}
