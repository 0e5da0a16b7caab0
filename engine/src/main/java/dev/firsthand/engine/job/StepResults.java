package dev.firsthand.engine.job;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonKey;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Remembers what functions made of a person's data, so that it need not be made again.
///
/// Keys are HMACs under the person's key and results are sealed under it: two people never share one,
/// and all is gone with the person's key even before the rows are.
public final class StepResults {
    private static final String RECALL = """
            SELECT result FROM job_step_result WHERE owner = :owner AND key = :key
            """;
    private static final String REMEMBER = """
            INSERT INTO job_step_result (owner, key, result, made_at) VALUES (:owner, :key, :result, :now)
            ON CONFLICT (owner, key) DO NOTHING
            """;
    private static final String FORGET = """
            DELETE FROM job_step_result WHERE owner = :owner
            """;

    private final Database database;
    private final Vault vault;
    private final InstantSource clock;

    public StepResults(Database database, Vault vault, InstantSource clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /// What the function made of these inputs for this owner, if it did and the owner still has a key.
    /// `inputs` is best a list of digests and settings, in a fixed form.
    public Optional<String> recall(PersonId owner, FunctionVersion function, byte[] inputs) {
        return vault.key(owner).flatMap(key -> {
            var name = name(key, function, inputs);
            return database.inTransaction(tx -> tx.sql()
                            .createQuery(RECALL)
                            .bind("owner", owner.value())
                            .bind("key", name)
                            .mapTo(byte[].class)
                            .findOne())
                    .map(kept -> new String(key.open(kept, name), StandardCharsets.UTF_8));
        });
    }

    /// Keeps a result; false when one is kept already, which then stands. The owner's key must exist.
    public boolean remember(Tx tx, PersonId owner, FunctionVersion function, byte[] inputs, String result) {
        var key = vault.key(owner).orElseThrow(() -> new IllegalStateException("no key for person " + owner.value()));
        var name = name(key, function, inputs);
        return tx.sql()
                        .createUpdate(REMEMBER)
                        .bind("owner", owner.value())
                        .bind("key", name)
                        .bind("result", key.seal(result.getBytes(StandardCharsets.UTF_8), name))
                        .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .execute()
                == 1;
    }

    /// Forgets everything that was made of a person's data.
    public void forget(Tx tx, PersonId owner) {
        tx.sql().createUpdate(FORGET).bind("owner", owner.value()).execute();
    }

    private static byte[] name(PersonKey key, FunctionVersion function, byte[] inputs) {
        var text = function.name().getBytes(StandardCharsets.UTF_8);
        return key.hmac(ByteBuffer.allocate(2 * Integer.BYTES + text.length + inputs.length)
                .putInt(text.length)
                .put(text)
                .putInt(function.version())
                .put(inputs)
                .array());
    }
}
