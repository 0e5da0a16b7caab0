package dev.firsthand.engine.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.TestKeys;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.evidence.proof.Opening;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProvenanceTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final MemoryVault vault = new MemoryVault();
    private final Provenance provenance = new Provenance(vault, TestKeys.statements(), InstantSource.fixed(NOW));
    private final PersonId person = PersonId.random();
    private final UUID subject = UUID.randomUUID();

    @Test
    void a_fact_about_a_person_opens_while_the_person_has_a_key_and_never_after() {
        vault.create(person);
        var statement = new Statement(FactType.CAPTURE, subject, Map.of("task", "fold laundry", "bytes", 12L));
        DATABASE.database().inTransactionDo(tx -> provenance.record(tx, person, statement));

        var entry = onlyEntry();
        assertThat(entry.type()).isEqualTo(FactType.CAPTURE);
        assertThat(entry.person()).contains(person);
        assertThat(entry.recordedAt()).isEqualTo(NOW);
        assertThat(entry.logIndex()).isEmpty();
        assertThat(open(entry))
                .contains(
                        "{\"predicate\":{\"bytes\":12,\"task\":\"fold laundry\"},\"subject\":\"%s\",\"type\":\"capture\",\"version\":1}"
                                .formatted(subject));

        vault.destroy(person);
        assertThat(open(entry)).isEmpty();
        assertThat(onlyEntry()).isEqualTo(entry);
    }

    @Test
    void nothing_readable_of_a_personal_fact_is_kept_and_its_commitment_differs_each_time() {
        vault.create(person);
        var statement = new Statement(FactType.CONSENT_GIVEN, subject, Map.of("purpose", "training"));
        DATABASE.database().inTransactionDo(tx -> {
            provenance.record(tx, person, statement);
            provenance.record(tx, person, statement);
        });

        var entries = entries();
        assertThat(entries).hasSize(2);
        assertThat(entries.getFirst().commitmentHex())
                .isNotEqualTo(entries.getLast().commitmentHex());
        assertThat(entries.getFirst().commitmentHex())
                .isNotEqualTo(HexFormat.of().formatHex(Opening.plain().commitment(statement.bytes())));
        for (var entry : entries) {
            assertThat(new String(storedStatement(entry.id()), StandardCharsets.ISO_8859_1))
                    .doesNotContain("training")
                    .doesNotContain("purpose");
        }
    }

    @Test
    void a_fact_about_nobody_stays_readable_and_is_committed_by_its_digest() throws Exception {
        var statement =
                new Statement(FactType.TASK_PUBLISHED, subject, Map.of("version", 3, "steps", List.of("a", "b")));
        DATABASE.database().inTransactionDo(tx -> provenance.recordImpersonal(tx, statement));

        var entry = onlyEntry();
        assertThat(entry.person()).isEmpty();
        assertThat(open(entry)).contains(new String(statement.bytes(), StandardCharsets.UTF_8));
        assertThat(entry.commitmentHex())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(statement.bytes())));
    }

    @Test
    void the_log_will_hold_type_and_commitment_alone() {
        var statement = new Statement(FactType.RELEASE, subject, Map.of());
        DATABASE.database().inTransactionDo(tx -> provenance.recordImpersonal(tx, statement));

        byte[] logEntry = DATABASE.database()
                .inTransaction(tx -> tx.sql()
                        .createQuery("select log_entry from provenance_outbox where entry = :id and log_index is null")
                        .bind("id", onlyEntry().id())
                        .mapTo(byte[].class)
                        .one());

        assertThat(new String(logEntry, StandardCharsets.US_ASCII)).matches("hdlog/1\nrelease\n[A-Za-z0-9+/]{43}=\n");
    }

    @Test
    void a_fact_whose_transaction_fails_was_never_recorded() {
        vault.create(person);
        assertThatThrownBy(() -> DATABASE.database().inTransactionDo(tx -> {
                    provenance.record(tx, person, new Statement(FactType.LABEL, subject, Map.of()));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(entries()).isEmpty();
    }

    @Test
    void a_person_without_a_key_has_no_facts_recorded() {
        assertThatThrownBy(() -> DATABASE.database()
                        .inTransactionDo(
                                tx -> provenance.record(tx, person, new Statement(FactType.LABEL, subject, Map.of()))))
                .hasMessageContaining("no key for person");
    }

    @Test
    void a_changed_entry_does_not_open() {
        DATABASE.database()
                .inTransactionDo(tx ->
                        provenance.recordImpersonal(tx, new Statement(FactType.TASK_PUBLISHED, subject, Map.of())));
        DATABASE.database()
                .inTransactionDo(tx -> tx.sql()
                        .execute(
                                "update provenance_entry set statement = convert_to('{}', 'UTF8') where subject = ?",
                                subject));

        assertThatThrownBy(() -> open(onlyEntry())).hasMessageContaining("does not match its commitment");
    }

    @Test
    void statements_are_the_same_bytes_whatever_the_order_of_their_map_and_hold_plain_values_only() {
        var one = new Statement(FactType.QC, subject, Map.of("b", Map.of("y", 1, "x", 0.5), "a", true));
        assertThat(new String(one.bytes(), StandardCharsets.UTF_8))
                .startsWith("{\"predicate\":{\"a\":true,\"b\":{\"x\":0.5,\"y\":1}}");
        assertThatThrownBy(() -> new Statement(FactType.QC, subject, Map.of("a", BigDecimal.ONE)))
                .hasMessage("a predicate cannot hold a java.math.BigDecimal");
        assertThatThrownBy(() -> new Statement(FactType.QC, subject, Map.of("a", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<ProvenanceEntry> entries() {
        return DATABASE.database().inTransaction(tx -> provenance.entries(tx, subject));
    }

    private ProvenanceEntry onlyEntry() {
        var entries = entries();
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    private Optional<String> open(ProvenanceEntry entry) {
        return DATABASE.database().inTransaction(tx -> provenance.open(tx, entry.id()));
    }

    private static byte[] storedStatement(UUID entry) {
        return DATABASE.database()
                .inTransaction(tx -> tx.sql()
                        .createQuery("select statement from provenance_entry where id = :id")
                        .bind("id", entry)
                        .mapTo(byte[].class)
                        .one());
    }
}
