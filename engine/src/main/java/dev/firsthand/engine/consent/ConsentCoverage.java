package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/// How far consent reaches: for each purpose how many people answered what, and how many recordings of theirs
/// a yes that stands allows. Counted anew each time, for pages alone.
public record ConsentCoverage(Map<Purpose, Line> lines) {
    /// A yes that ends sooner is counted as one that ends soon, too.
    public static final Duration SOON = Duration.ofDays(30);

    private static final String COUNT = """
            SELECT g.purpose,
                   count(*) FILTER (WHERE yes AND stands AND expires_at > :now) AS standing,
                   count(*) FILTER (WHERE yes AND stands AND expires_at > :now AND expires_at <= :soon) AS ending,
                   count(*) FILTER (WHERE yes AND stands AND expires_at <= :now) AS expired,
                   count(*) FILTER (WHERE yes AND withdrawn_at IS NULL AND outdated_at IS NOT NULL) AS outdated,
                   count(*) FILTER (WHERE NOT yes) AS refused,
                   count(*) FILTER (WHERE withdrawn_at IS NOT NULL) AS withdrawn,
                   coalesce(sum(r.recordings) FILTER (WHERE yes AND stands AND expires_at > :now), 0) AS recordings
              FROM (SELECT *, answer <> 'REFUSED' AS yes, withdrawn_at IS NULL AND outdated_at IS NULL AS stands
                      FROM consent_grant WHERE replaced_at IS NULL) g
              LEFT JOIN unnest(CAST(:people AS uuid[]), CAST(:recordings AS integer[])) AS r (contributor, recordings)
                USING (contributor)
             GROUP BY g.purpose
            """;

    public ConsentCoverage {
        lines = Map.copyOf(lines);
    }

    /// People by their last answer to one purpose, and recordings. `ending`: those of `standing` whose yes
    /// ends soon.
    public record Line(
            int standing, int ending, int expired, int outdated, int refused, int withdrawn, long recordings) {
        static final Line NONE = new Line(0, 0, 0, 0, 0, 0, 0);

        /// How many answered.
        public int answered() {
            return standing + expired + outdated + refused + withdrawn;
        }
    }

    /// `recordings`: how many there are of whom.
    public static ConsentCoverage of(Tx tx, Map<ContributorId, Integer> recordings, Instant now) {
        Map<Purpose, Line> lines = new EnumMap<>(Purpose.class);
        var people = recordings.entrySet().stream().toList();
        tx.sql()
                .createQuery(COUNT)
                .bind("now", now)
                .bind("soon", now.plus(SOON))
                .bindArray(
                        "people",
                        UUID.class,
                        people.stream().map(one -> one.getKey().value()).toList())
                .bindArray(
                        "recordings",
                        Integer.class,
                        people.stream().map(Map.Entry::getValue).toList())
                .map((row, context) -> lines.put(
                        Purpose.valueOf(row.getString("purpose")),
                        new Line(
                                row.getInt("standing"),
                                row.getInt("ending"),
                                row.getInt("expired"),
                                row.getInt("outdated"),
                                row.getInt("refused"),
                                row.getInt("withdrawn"),
                                row.getLong("recordings"))))
                .list();
        return new ConsentCoverage(lines);
    }

    public Line of(Purpose purpose) {
        return lines.getOrDefault(purpose, Line.NONE);
    }
}
