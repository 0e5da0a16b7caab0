package dev.firsthand.engine.provenance;

import dev.firsthand.engine.provenance.LogQueue.Waiting;
import dev.firsthand.engine.store.SealBrokenException;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.log.LogEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Opens the statements behind rows of the log's queue, facts and links alike, and computes again what the log must
/// hold for each.
public final class Commitments {
    private static final String FACTS = """
            SELECT id, type, subject, person, statement, salt, commitment, erasure
              FROM provenance_entry WHERE id = any(:ids)
            """;
    private static final String LINKS = """
            SELECT id, step, person, envelope, salt, erasure FROM provenance_link WHERE id = any(:ids)
            """;

    private final Vault vault;

    public Commitments(Vault vault) {
        this.vault = vault;
    }

    /// What the statement behind a row gives.
    public enum Given {
        /// The bytes of the row.
        SAME,
        /// Other bytes; or it does not open, or says otherwise than its columns.
        OTHER,
        /// Nothing any more: it was erased with all that was on record of its person.
        ERASED,
        /// Nothing any more, although it was not erased: the key of its person is gone.
        CLOSED,
        /// There is no statement.
        NONE
    }

    private interface Rule {
        Given of(ResultSet row, byte[] logged) throws SQLException;
    }

    /// By the entry that each row stands for.
    public Map<UUID, Given> of(Tx tx, List<Waiting> rows) {
        Map<UUID, byte[]> logged = new HashMap<>();
        rows.forEach(row -> logged.put(row.entry(), row.bytes()));
        Map<UUID, Given> given = new HashMap<>();
        give(tx, FACTS, logged, this::fact, given);
        give(tx, LINKS, logged, this::link, given);
        rows.forEach(row -> given.putIfAbsent(row.entry(), Given.NONE));
        return given;
    }

    private static void give(Tx tx, String query, Map<UUID, byte[]> logged, Rule rule, Map<UUID, Given> given) {
        tx.sql()
                .createQuery(query)
                .bindArray("ids", UUID.class, logged.keySet())
                .map((row, context) -> {
                    var id = row.getObject("id", UUID.class);
                    return Map.entry(id, given(row, Objects.requireNonNull(logged.get(id)), rule));
                })
                // Two statements of one name: one of them was put there.
                .forEach(one -> given.merge(one.getKey(), one.getValue(), (first, second) -> Given.OTHER));
    }

    private static Given given(ResultSet row, byte[] logged, Rule rule) throws SQLException {
        try {
            return rule.of(row, logged);
        } catch (SealBrokenException | IllegalArgumentException changed) {
            return Given.OTHER;
        }
    }

    private Given fact(ResultSet row, byte[] logged) throws SQLException {
        var type = FactType.ofWireName(row.getString("type"));
        var subject = row.getObject("subject", UUID.class);
        byte[] recorded = row.getBytes("commitment");
        if (!Arrays.equals(LogEntry.of(type.logType(), recorded).bytes(), logged)) {
            return Given.OTHER;
        }
        if (erased(row)) {
            return Given.ERASED;
        }
        return OpenRow.fact(vault, row)
                .map(open -> Arrays.equals(open.commitment(), recorded) && Statement.names(open.bytes(), type, subject))
                .map(same -> same ? Given.SAME : Given.OTHER)
                .orElse(Given.CLOSED);
    }

    private Given link(ResultSet row, byte[] logged) throws SQLException {
        String logType = Links.logType(Step.ofWireName(row.getString("step"))
                .orElseThrow(() -> new IllegalArgumentException("no step of a link")));
        if (erased(row)) {
            return Given.ERASED;
        }
        return OpenRow.link(vault, row)
                .map(open ->
                        Arrays.equals(LogEntry.of(logType, open.commitment()).bytes(), logged))
                .map(same -> same ? Given.SAME : Given.OTHER)
                .orElse(Given.CLOSED);
    }

    private static boolean erased(ResultSet row) throws SQLException {
        return row.getObject("erasure", UUID.class) != null;
    }
}
