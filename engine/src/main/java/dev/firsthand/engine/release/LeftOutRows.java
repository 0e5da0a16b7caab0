package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The rows of what is not in a release, each with its reason.
enum LeftOutRows {
    /// Whole episodes, or some of their accepted spans.
    EPISODES("release_left_out"),
    /// The motion of bodies whose pictures are in it.
    MOTION("release_without_motion");

    private final String delete;
    private final String insert;
    private final String page;
    private final String counts;

    LeftOutRows(String table) {
        delete = "delete from %s where release = :release".formatted(table);
        insert = "insert into %s (release, episode, code, message) values (:release, :episode, :code, :message)"
                .formatted(table);
        page = """
                select episode, code, message from %s
                 where release = :release and episode > :after order by episode limit :max
                """.formatted(table);
        counts = "select code, count(*) as times from %s where release = :release group by code".formatted(table);
    }

    /// What was kept before is forgotten.
    void keep(Tx tx, ReleaseId release, List<LeftOut> leftOut) {
        tx.sql().createUpdate(delete).bind("release", release.value()).execute();
        PreparedBatch rows = tx.sql().prepareBatch(insert);
        for (LeftOut one : leftOut) {
            rows.bind("release", release.value())
                    .bind("episode", one.episode().value())
                    .bind("code", one.code())
                    .bind("message", one.message())
                    .add();
        }
        rows.execute();
    }

    /// In the order of the episodes' names.
    List<LeftOut> page(Tx tx, ReleaseId release, EpisodeId after, int max) {
        return tx.sql()
                .createQuery(page)
                .bind("release", release.value())
                .bind("after", after.value())
                .bind("max", max)
                .map((row, context) -> new LeftOut(
                        new EpisodeId(row.getObject("episode", UUID.class)),
                        row.getString("code"),
                        row.getString("message")))
                .list();
    }

    SortedMap<String, Long> byCode(Tx tx, ReleaseId release) {
        SortedMap<String, Long> byCode = new TreeMap<>();
        tx.sql()
                .createQuery(counts)
                .bind("release", release.value())
                .map((row, context) -> Map.entry(row.getString("code"), row.getLong("times")))
                .forEach(count -> byCode.put(count.getKey(), count.getValue()));
        return byCode;
    }
}
