package dev.firsthand.engine.backup;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/// When this server was put back from a backup. Withdrawals and removals that came after the backup are not in its
/// rows. What the backup of the keys knows of them is taken up at the next start; for the rest nobody shall be
/// released or looked at: so nobody is, until a person has entered it again and says so.
public final class Restorations {
    /// Why something is refused until then.
    public static final String CODE = "restore-unconfirmed";

    public static final String MESSAGE =
            "This server was put back from a backup, and nobody has confirmed yet that what was withdrawn or removed"
                    + " since is so again. An operator does that at /desk/restoration.";

    private final Provenance provenance;
    private final InstantSource clock;

    public Restorations(Provenance provenance, InstantSource clock) {
        this.provenance = provenance;
        this.clock = clock;
    }

    /// A backup that was put back and after which nobody has confirmed anything yet.
    public record Unconfirmed(UUID id, Instant backupAt, Instant restoredAt) {}

    /// Kept by whoever puts a backup back, before the server that states things runs.
    static void keep(Tx tx, Instant backupAt, Instant now) {
        tx.sql()
                .createUpdate("INSERT INTO backup_restoration (id, backup_at, restored_at) VALUES (:id, :backup, :now)")
                .bind("id", UUID.randomUUID())
                .bind("backup", backupAt.atOffset(ZoneOffset.UTC))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    static void keepAsked(Tx tx, List<String> lines) {
        PreparedBatch batch =
                tx.sql().prepareBatch("INSERT INTO backup_asked (line) VALUES (:line) ON CONFLICT (line) DO NOTHING");
        lines.forEach(line -> batch.bind("line", line).add());
        batch.execute();
    }

    /// What people had asked for when the keys of the backup were last backed up, and that nobody took up yet: lines
    /// that begin with this word.
    public static List<String> asked(Tx tx, String word) {
        return tx.sql()
                .createQuery("SELECT line FROM backup_asked WHERE starts_with(line, :word) ORDER BY line")
                .bind("word", word + " ")
                .mapTo(String.class)
                .list();
    }

    /// Whoever is asked about has it now.
    public static void takenUp(Tx tx, String line) {
        tx.sql()
                .createUpdate("DELETE FROM backup_asked WHERE line = :line")
                .bind("line", line)
                .execute();
    }

    /// The newest that waits for a person.
    public static Optional<Unconfirmed> unconfirmed(Tx tx) {
        return tx.sql()
                .createQuery("""
                        SELECT id, backup_at, restored_at FROM backup_restoration
                         WHERE confirmed_at IS NULL ORDER BY restored_at DESC LIMIT 1
                        """)
                .map((row, context) -> new Unconfirmed(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("backup_at").toInstant(),
                        row.getTimestamp("restored_at").toInstant()))
                .findOne();
    }

    /// Somebody of the desk says that what was withdrawn or removed since the backup is so again; false when nothing
    /// waits for that.
    @ChangesFact(FactType.RESTORATION_CONFIRMED)
    public boolean confirm(Tx tx, UUID by) {
        Optional<Unconfirmed> waiting = unconfirmed(tx);
        int confirmed = tx.sql()
                .createUpdate("""
                        UPDATE backup_restoration SET confirmed_by = :by, confirmed_at = :now
                         WHERE confirmed_at IS NULL
                        """)
                .bind("by", by)
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        if (waiting.isEmpty() || confirmed == 0) { // or somebody else was quicker
            return false;
        }
        Map<String, Object> predicate =
                Map.of("backup_at", waiting.get().backupAt().toString(), "by", by.toString());
        provenance.recordImpersonal(
                tx, new Statement(FactType.RESTORATION_CONFIRMED, waiting.get().id(), predicate));
        return true;
    }
}
