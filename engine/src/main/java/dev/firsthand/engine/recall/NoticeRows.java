package dev.firsthand.engine.recall;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.release.ReleaseId;
import dev.firsthand.engine.release.Supersessions.Gone;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The rows of notices with what they name.
final class NoticeRows {
    private static final String INSERT = """
            insert into recall_notice (id, release, holder, statement, payload_sha256, told_at, answer_by, items,
                                       members, hook_due_at)
            values (:id, :release, :holder, :statement, :payload, :at, :by, :items, :members, :hookDue)
            """;
    private static final String ITEM = """
            insert into recall_item (notice, pseudonym, episode, ground) values (:notice, :pseudonym, :episode, :ground)
            """;
    private static final String SELECT = """
            select id, release, holder, told_at, answer_by, items, members, hook_told_at, acknowledged_at, models
              from recall_notice
            """;

    private static final String OF_RELEASE =
            SELECT + " where release = :release order by acknowledged_at is not null, told_at desc, id desc limit 1";

    /// What was told of, and what it is called back for.
    private static final String TOLD_AND_CALLED = """
            select n.release, i.episode, i.ground as told, c.ground as called
              from recall_item i
              join recall_notice n on n.id = i.notice
              join recall_episode e on e.episode = i.episode
              join recall_cause c on c.id = e.cause
             where n.release in (select n.release from recall_item i
                                   join recall_notice n on n.id = i.notice
                                   join recall_episode e on e.episode = i.episode
                                   join recall_cause c on c.id = e.cause
                                  where c.ground <> i.ground)
            """;

    private NoticeRows() {}

    /// What of a notice only this room sees: the name under which its statement is kept, and the digest that an
    /// answer names.
    record Stated(UUID statement, String payloadSha256) {}

    static void insert(Tx tx, Told told, Stated stated, Map<Gone, Ground> items, boolean hooked) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", told.id())
                .bind("release", told.release().value())
                .bind("holder", told.holder().value())
                .bind("statement", stated.statement())
                .bind("payload", stated.payloadSha256())
                .bind("at", told.at().atOffset(ZoneOffset.UTC))
                .bind("by", told.answerBy().atOffset(ZoneOffset.UTC))
                .bind("items", told.items())
                .bind("members", told.members())
                .bind("hookDue", hooked ? told.at().atOffset(ZoneOffset.UTC) : null)
                .execute();
        PreparedBatch rows = tx.sql().prepareBatch(ITEM);
        items.forEach((gone, ground) -> rows.bind("notice", told.id())
                .bind("pseudonym", gone.pseudonym())
                .bind("episode", gone.episode().value())
                .bind("ground", ground.name())
                .add());
        rows.execute();
    }

    static Optional<Told> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(SELECT + " where id = :id")
                .bind("id", id)
                .map((row, context) -> told(row))
                .findOne();
    }

    static Optional<Told> ofRelease(Tx tx, ReleaseId release) {
        return tx.sql()
                .createQuery(OF_RELEASE)
                .bind("release", release.value())
                .map((row, context) -> told(row))
                .findOne();
    }

    static List<Told> ofHolder(Tx tx, HolderId holder, int max) {
        return tx.sql()
                .createQuery(SELECT + " where holder = :holder order by told_at desc, id desc limit :max")
                .bind("holder", holder.value())
                .bind("max", max)
                .map((row, context) -> told(row))
                .list();
    }

    static List<Told> newest(Tx tx, int max) {
        return tx.sql()
                .createQuery(SELECT + " order by acknowledged_at is not null, told_at desc, id desc limit :max")
                .bind("max", max)
                .map((row, context) -> told(row))
                .list();
    }

    static Stated stated(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select statement, payload_sha256 from recall_notice where id = :id")
                .bind("id", id)
                .map((row, context) ->
                        new Stated(row.getObject("statement", UUID.class), row.getString("payload_sha256")))
                .one();
    }

    /// For which reasons a notice calls back.
    static Set<Ground> grounds(Tx tx, UUID id) {
        return tx
                .sql()
                .createQuery("select distinct ground from recall_item where notice = :id")
                .bind("id", id)
                .mapTo(String.class)
                .stream()
                .map(Ground::valueOf)
                .collect(Collectors.toSet());
    }

    /// Of each release what is called back for a graver reason than any of its notices says.
    static Map<ReleaseId, Map<EpisodeId, Ground>> graver(Tx tx) {
        record Item(ReleaseId release, EpisodeId episode) {}
        Map<Item, Ground> told = new HashMap<>();
        Map<Item, Ground> called = new HashMap<>();
        tx.sql()
                .createQuery(TOLD_AND_CALLED)
                .map((row, context) -> {
                    var item = new Item(
                            new ReleaseId(row.getObject("release", UUID.class)),
                            new EpisodeId(row.getObject("episode", UUID.class)));
                    told.merge(item, Ground.valueOf(row.getString("told")), Ground::graver);
                    return called.merge(item, Ground.valueOf(row.getString("called")), Ground::graver);
                })
                .list();
        Map<ReleaseId, Map<EpisodeId, Ground>> graver = new HashMap<>();
        called.forEach((item, ground) -> Optional.ofNullable(told.get(item))
                .filter(ground::isGraverThan)
                .ifPresent(less -> graver.computeIfAbsent(item.release(), release -> new HashMap<>())
                        .put(item.episode(), ground)));
        return graver;
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getObject("id", UUID.class),
                new ReleaseId(row.getObject("release", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                row.getTimestamp("told_at").toInstant(),
                row.getTimestamp("answer_by").toInstant(),
                row.getInt("items"),
                row.getInt("members"),
                instant(row, "hook_told_at"),
                instant(row, "acknowledged_at"),
                row.getInt("models"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
