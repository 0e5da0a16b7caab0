package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Episodes that were called back. Whoever publishes holds the list still before its row is written, and
/// whoever adds to it waits for that: either the release is seen by the one who calls, or the call by the one
/// who publishes.
final class Withheld {
    static final String CODE = "episode-called-back";

    private Withheld() {}

    static void holdStill(Tx tx) {
        tx.sql().execute("lock table release_withheld in share mode");
    }

    static void add(Tx tx, Collection<EpisodeId> episodes, Instant now) {
        tx.sql().execute("lock table release_withheld in share row exclusive mode");
        tx.sql()
                .createUpdate("""
                        insert into release_withheld (episode, since) select unnest(:episodes), :now
                            on conflict do nothing
                        """)
                .bindArray("episodes", UUID.class, values(episodes))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /// Those of these episodes that were called back.
    static Set<EpisodeId> of(Tx tx, Collection<EpisodeId> episodes) {
        return new HashSet<>(tx.sql()
                .createQuery("select episode from release_withheld where episode = any(:episodes)")
                .bindArray("episodes", UUID.class, values(episodes))
                .mapTo(UUID.class)
                .map(EpisodeId::new)
                .list());
    }

    static List<UUID> values(Collection<EpisodeId> episodes) {
        return episodes.stream().map(EpisodeId::value).toList();
    }
}
