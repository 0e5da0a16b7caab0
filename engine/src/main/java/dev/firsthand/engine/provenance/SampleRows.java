package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.audit.Challenge;
import dev.firsthand.evidence.note.NoteFormatException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Challenges that were answered, and the day on which each entry was opened.
public final class SampleRows {
    private SampleRows() {}

    /// The digest by which a challenge is told of.
    public static String name(Challenge challenge) {
        return Sha256.of(challenge.bytes()).hex();
    }

    private static byte[] id(Challenge challenge) {
        return HexFormat.of().parseHex(name(challenge));
    }

    public static void keep(Tx tx, Challenge challenge) {
        tx.sql()
                .createUpdate("INSERT INTO log_sample (id, challenge) VALUES (:id, :challenge) ON CONFLICT DO NOTHING")
                .bind("id", id(challenge))
                .bind("challenge", challenge.bytes())
                .execute();
    }

    /// What was opened before keeps its day.
    public static void open(Tx tx, Challenge challenge, Map<Long, LocalDate> days) {
        PreparedBatch rows = tx.sql().prepareBatch("""
                INSERT INTO log_sample_entry (sample, log_index, opened) VALUES (:id, :index, :day)
                    ON CONFLICT DO NOTHING
                """);
        days.forEach((index, day) -> rows.bind("id", id(challenge))
                .bind("index", index)
                .bind("day", day)
                .add());
        rows.execute();
    }

    public static SortedMap<Long, LocalDate> opened(Tx tx, Challenge challenge) {
        var days = new TreeMap<Long, LocalDate>();
        tx.sql()
                .createQuery("SELECT log_index, opened FROM log_sample_entry WHERE sample = :id")
                .bind("id", id(challenge))
                .map((row, context) -> Map.entry(row.getLong("log_index"), row.getObject("opened", LocalDate.class)))
                .forEach(day -> days.put(day.getKey(), day.getValue()));
        return days;
    }

    /// The newest first.
    public static List<Challenge> newest(Tx tx, int max) {
        return tx.sql()
                .createQuery("SELECT challenge FROM log_sample ORDER BY number DESC LIMIT :max")
                .bind("max", max)
                .map((row, context) -> challenge(row.getBytes("challenge")))
                .list();
    }

    private static Challenge challenge(byte[] kept) {
        try {
            return Challenge.parse(kept);
        } catch (NoteFormatException changed) {
            throw new IllegalStateException("a challenge that was kept does not read", changed);
        }
    }
}
