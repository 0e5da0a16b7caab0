package dev.firsthand.engine.privacy;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
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

    private static final String ANSWERS = """
            select episode, author, answer, visible, answered_at from privacy_answer
             where episode = any(:ids) order by episode, place
            """;

    /// Those in which somebody saw something, and somebody did not.
    private static final String DIVIDED = """
            select distinct seen.episode from privacy_answer seen
             where seen.answer = 'something-visible'
               and exists (select 1 from privacy_answer other
                            where other.episode = seen.episode and other.answer <> 'something-visible')
             order by seen.episode
            """;

    private AnswerRows() {}

    record Row(EpisodeId episode, StaffId author, String answer, Set<Visible> visible, Instant at) {}

    static void insert(Tx tx, Row row) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", UUID.randomUUID())
                .bind("episode", row.episode().value())
                .bind("author", row.author().value())
                .bind("answer", row.answer())
                .bindArray("visible", String.class, Quarantine.names(row.visible()))
                .bind("at", row.at().atOffset(ZoneOffset.UTC))
                .execute();
    }

    /// What the answers about each come to; who has none is not in it.
    static Map<EpisodeId, Answers> answers(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, Answers> answers = new HashMap<>();
        rows(tx, ids).forEach((id, rows) -> answers.put(id, Answers.of(rows)));
        return answers;
    }

    /// What people saw in it; empty where nothing that was seen stands.
    static Optional<Quarantine> quarantine(Tx tx, EpisodeId episode) {
        return Optional.ofNullable(answers(tx, List.of(episode)).get(episode)).flatMap(Answers::quarantine);
    }

    static List<EpisodeId> divided(Tx tx) {
        return tx.sql()
                .createQuery(DIVIDED)
                .mapTo(UUID.class)
                .map(EpisodeId::new)
                .list();
    }

    private static Map<EpisodeId, List<Row>> rows(Tx tx, Collection<EpisodeId> ids) {
        return tx
                .sql()
                .createQuery(ANSWERS)
                .bindArray("ids", UUID.class, ids.stream().map(EpisodeId::value).toList())
                .map((row, context) -> new Row(
                        new EpisodeId(row.getObject("episode", UUID.class)),
                        new StaffId(row.getObject("author", UUID.class)),
                        row.getString("answer"),
                        Arrays.stream((String[]) row.getArray("visible").getArray())
                                .map(Visible::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                        row.getTimestamp("answered_at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::episode));
    }
}
