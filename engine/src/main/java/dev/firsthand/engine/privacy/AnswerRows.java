package dev.firsthand.engine.privacy;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The rows of what people answered, each with its author.
final class AnswerRows {
    private static final String INSERT = """
            insert into privacy_answer (id, episode, author, answer, visible, answered_at)
            values (:id, :episode, :author, :answer, :visible, :at)
            """;

    /// The newest of each, and before it what was seen since the newest that saw nothing.
    private static final String STANDING = """
            select episode, author, answer, visible from privacy_answer a
             where episode = any(:ids)
               and not exists (select 1 from privacy_answer later
                                where later.episode = a.episode and later.place > a.place
                                  and later.answer <> 'something-visible')
             order by episode, place
            """;

    private AnswerRows() {}

    record Row(EpisodeId episode, StaffId author, String answer, Set<Visible> visible) {}

    static void insert(Tx tx, Row row, Instant now) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", UUID.randomUUID())
                .bind("episode", row.episode().value())
                .bind("author", row.author().value())
                .bind("answer", row.answer())
                .bindArray("visible", String.class, Quarantine.names(row.visible()))
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /// How far the answers have brought each; who has none is not in it.
    static Map<EpisodeId, PrivacyStanding> standings(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, PrivacyStanding> standings = new HashMap<>();
        standing(tx, ids).forEach((id, rows) -> standings.put(id, standing(rows)));
        return standings;
    }

    /// What people saw in it; empty where nothing that was seen stands.
    static Optional<Quarantine> quarantine(Tx tx, EpisodeId episode) {
        return quarantine(standing(tx, List.of(episode)).getOrDefault(episode, List.of()));
    }

    private static Map<EpisodeId, List<Row>> standing(Tx tx, Collection<EpisodeId> ids) {
        return tx
                .sql()
                .createQuery(STANDING)
                .bindArray("ids", UUID.class, ids.stream().map(EpisodeId::value).toList())
                .map((row, context) -> new Row(
                        new EpisodeId(row.getObject("episode", UUID.class)),
                        new StaffId(row.getObject("author", UUID.class)),
                        row.getString("answer"),
                        Arrays.stream((String[]) row.getArray("visible").getArray())
                                .map(Visible::valueOf)
                                .collect(Collectors.toUnmodifiableSet())))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::episode));
    }

    private static PrivacyStanding standing(List<Row> rows) {
        return quarantine(rows)
                .<PrivacyStanding>map(seen -> new PrivacyStanding.Quarantined(seen.visible()))
                .orElseGet(() -> new PrivacyStanding.Open(
                        switch (rows.getLast().answer()) {
                            case "nothing-visible" -> PrivacyLevel.CLEARED_BY_PERSON;
                            case "not-looked" -> PrivacyLevel.SCRUBBED;
                            case String unknown ->
                                throw new IllegalStateException("unknown answer in the table: " + unknown);
                        }));
    }

    private static Optional<Quarantine> quarantine(List<Row> rows) {
        Map<StaffId, Set<Visible>> seen = new HashMap<>();
        rows.stream()
                .filter(row -> !row.visible().isEmpty())
                .forEach(row -> seen.computeIfAbsent(row.author(), author -> EnumSet.noneOf(Visible.class))
                        .addAll(row.visible()));
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Quarantine(seen));
    }
}
