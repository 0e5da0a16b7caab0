package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.log.LogEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What waits for the public log, and where in it everything else stands.
public final class LogQueue {
    private LogQueue() {}

    /// The bytes that the log will hold for one entry of ours.
    public static final class Waiting {
        private final UUID entry;
        private final byte[] bytes;

        Waiting(UUID entry, byte[] bytes) {
            this.entry = entry;
            this.bytes = bytes;
        }

        static Waiting of(UUID entry, String logType, byte[] commitment) {
            return new Waiting(entry, LogEntry.of(logType, commitment).bytes());
        }

        public UUID entry() {
            return entry;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Waiting that && entry.equals(that.entry) && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return entry.hashCode();
        }
    }

    static void add(Tx tx, Waiting waiting) {
        tx.sql()
                .createUpdate("INSERT INTO provenance_outbox (entry, log_entry) VALUES (:entry, :bytes)")
                .bind("entry", waiting.entry)
                .bind("bytes", waiting.bytes)
                .execute();
    }

    /// Some of those that wait, at most so many. Their order is that of their random names: what was recorded
    /// together does not stand together for that.
    public static List<Waiting> waiting(Tx tx, int max) {
        return tx.sql()
                .createQuery("""
                        SELECT entry, log_entry FROM provenance_outbox WHERE log_index IS NULL ORDER BY entry LIMIT :max
                        """)
                .bind("max", max)
                .map((row, context) -> waiting(row))
                .list();
    }

    /// Places in the log of this number.
    public static void placed(Tx tx, int log, Map<UUID, Long> indices) {
        PreparedBatch rows = tx.sql()
                .prepareBatch(
                        "UPDATE provenance_outbox SET log_number = :log, log_index = :index WHERE entry = :entry");
        indices.forEach((entry, index) ->
                rows.bind("entry", entry).bind("log", log).bind("index", index).add());
        rows.execute();
    }

    /// The highest place that an entry of ours has, in the newest log that holds one.
    public static Optional<LogPlace> newest(Tx tx) {
        return tx.sql()
                .createQuery("""
                        SELECT log_number, log_index FROM provenance_outbox WHERE log_index IS NOT NULL
                         ORDER BY log_number DESC, log_index DESC LIMIT 1
                        """)
                .map((row, context) -> new LogPlace(row.getInt("log_number"), row.getLong("log_index")))
                .findOne();
    }

    /// What an ended log no longer holds waits again: an older state of it was put back, and it was gone on with.
    public static void waitFrom(Tx tx, LogPlace end) {
        tx.sql()
                .createUpdate(
                        "UPDATE provenance_outbox SET log_index = NULL WHERE log_number = :log AND log_index >= :index")
                .bind("log", end.log())
                .bind("index", end.index())
                .execute();
    }

    public static long count(Tx tx) {
        return tx.sql()
                .createQuery("SELECT count(*) FROM provenance_outbox WHERE log_index IS NULL")
                .mapTo(Long.class)
                .one();
    }

    /// How many entries of ours the log of this number holds, by the type that they name.
    public static Map<String, Long> countsByType(Tx tx, int log) {
        Map<String, Long> counts = new HashMap<>();
        tx.sql()
                .createQuery("""
                        SELECT split_part(convert_from(log_entry, 'UTF8'), E'\\n', 2) AS type, count(*) AS entries
                          FROM provenance_outbox WHERE log_number = :log AND log_index IS NOT NULL GROUP BY type
                        """)
                .bind("log", log)
                .map((row, context) -> Map.entry(row.getString("type"), row.getLong("entries")))
                .forEach(type -> counts.put(type.getKey(), type.getValue()));
        return counts;
    }

    /// What our rows say that a log holds from this place on, in its order.
    public static List<Placed> placedFrom(Tx tx, LogPlace first, int max) {
        return tx.sql()
                .createQuery("""
                        SELECT entry, log_entry, log_index FROM provenance_outbox
                         WHERE log_number = :log AND log_index >= :index ORDER BY log_index LIMIT :max
                        """)
                .bind("log", first.log())
                .bind("index", first.index())
                .bind("max", max)
                .map((row, context) -> new Placed(row.getLong("log_index"), waiting(row)))
                .list();
    }

    /// What stands for this entry of a log: the row that has its place, or one that waits to be told of it.
    public static Optional<Waiting> standingFor(Tx tx, LogPlace place, byte[] logged) {
        return tx.sql()
                .createQuery("""
                        SELECT entry, log_entry FROM provenance_outbox
                         WHERE ((log_number = :log AND log_index = :index) OR log_index IS NULL)
                           AND log_entry = :logged LIMIT 1
                        """)
                .bind("log", place.log())
                .bind("index", place.index())
                .bind("logged", logged)
                .map((row, context) -> waiting(row))
                .findOne();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(row.getObject("entry", UUID.class), row.getBytes("log_entry"));
    }

    /// An entry of ours with its place.
    public record Placed(long index, Waiting waiting) {}
}
