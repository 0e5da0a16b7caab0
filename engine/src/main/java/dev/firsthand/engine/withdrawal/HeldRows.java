package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.custody.Custody.HandedOver;
import dev.firsthand.engine.provenance.Erasures.OpenFact;
import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.HoldKey;
import dev.firsthand.engine.store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What holds keep of people who withdrew, each under the key of its hold.
final class HeldRows {
    private static final String INSERT_OBJECT = """
            INSERT INTO withdrawal_held_object (hold, object, blob, wrapped_key, size_bytes)
            VALUES (:hold, :object, :blob, :key, :size)
            """;
    private static final String INSERT_FACT =
            "INSERT INTO withdrawal_held_fact (hold, entry, fact) VALUES (:hold, :entry, :fact)";

    /// Those that no other hold keeps as well.
    private static final String BLOBS = """
            SELECT blob FROM withdrawal_held_object o WHERE hold = :hold
               AND NOT EXISTS (SELECT 1 FROM withdrawal_held_object other
                                WHERE other.blob = o.blob AND other.hold <> o.hold)
            """;

    private HeldRows() {}

    static void keepObjects(Tx tx, UUID hold, HoldKey key, List<HandedOver> objects) {
        PreparedBatch rows = tx.sql().prepareBatch(INSERT_OBJECT);
        objects.forEach(object -> rows.bind("hold", hold)
                .bind("object", object.object().value())
                .bind("blob", object.blob().value())
                .bind("key", key.wrap(object.key(), object.object().value()))
                .bind("size", object.sizeBytes())
                .add());
        rows.execute();
    }

    static void keepFacts(Tx tx, UUID hold, HoldKey key, List<OpenFact> facts) {
        PreparedBatch rows = tx.sql().prepareBatch(INSERT_FACT);
        facts.forEach(fact -> rows.bind("hold", hold)
                .bind("entry", fact.entry())
                .bind("fact", key.seal(fact.saltAndStatement(), context(fact.entry())))
                .add());
        rows.execute();
    }

    static List<BlobKey> blobs(Tx tx, UUID hold) {
        return tx.sql()
                .createQuery(BLOBS)
                .bind("hold", hold)
                .mapTo(String.class)
                .map(BlobKey::new)
                .list();
    }

    static void remove(Tx tx, UUID hold) {
        tx.sql()
                .createUpdate("DELETE FROM withdrawal_held_object WHERE hold = :hold")
                .bind("hold", hold)
                .execute();
        tx.sql()
                .createUpdate("DELETE FROM withdrawal_held_fact WHERE hold = :hold")
                .bind("hold", hold)
                .execute();
    }

    /// What a held fact is bound to.
    static byte[] context(UUID entry) {
        return ("hold/1\0fact\0" + entry).getBytes(StandardCharsets.US_ASCII);
    }
}
