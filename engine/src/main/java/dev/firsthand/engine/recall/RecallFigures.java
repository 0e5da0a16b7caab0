package dev.firsthand.engine.recall;

import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/// What is told in public of all recalls together; nothing in it speaks of one episode or person.
///
/// @param notices how many copies were called back from
/// @param due those of them whose time to answer has passed, or that were answered
/// @param inTime those of the due that were answered in time
/// @param medianHours from the call to the moment at which the holder was told; 0 without any notice
/// @param perThousand how many of a thousand released episodes were called back
public record RecallFigures(long notices, long due, long inTime, double medianHours, double perThousand) {
    private static final String FIGURES = """
            select count(*) as notices,
                   count(*) filter (where acknowledged_at is not null or answer_by <= :now) as due,
                   count(*) filter (where acknowledged_at <= answer_by) as in_time,
                   coalesce(1000.0 * sum(items) / nullif(sum(members), 0), 0) as per_thousand
              from recall_notice
            """;
    private static final String MEDIAN_HOURS = """
            select coalesce(percentile_cont(0.5) within group (order by extract(epoch from took)) / 3600, 0)
              from (select n.told_at - min(c.called_at) as took
                      from recall_notice n
                      join recall_copy k on k.release = n.release
                      join recall_cause c on c.id = k.cause
                     group by n.id, n.told_at) as times
            """;

    public static RecallFigures of(Tx tx, InstantSource clock) {
        Instant now = clock.instant();
        double hours = tx.sql().createQuery(MEDIAN_HOURS).mapTo(Double.class).one();
        return tx.sql()
                .createQuery(FIGURES)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new RecallFigures(
                        row.getLong("notices"),
                        row.getLong("due"),
                        row.getLong("in_time"),
                        hours,
                        row.getDouble("per_thousand")))
                .one();
    }
}
