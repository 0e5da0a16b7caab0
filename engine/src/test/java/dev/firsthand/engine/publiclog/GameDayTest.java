package dev.firsthand.engine.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.firsthand.engine.TestKeys;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.publiclog.LogAudit.Finding;
import dev.firsthand.engine.publiclog.LogAudit.Report;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonRows.Leaver;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Padding;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.witness.Witness;
import dev.firsthand.evidence.witness.WitnessAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Somebody inside may do everything in the database and in the log's folder. A witness signed a checkpoint before.
class GameDayTest {
    private static final List<String> TABLES = List.of(
            "provenance_entry", "provenance_chain", "provenance_link", "provenance_outbox", "provenance_erasure");

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private LoggedHouse house;
    private PersonId person;
    private UUID task;
    private SignedNote witnessed;

    /// The log has two bundles. The older state is that before the last recording: 265 facts and links in 272
    /// entries.
    @BeforeEach
    void setUp() throws IOException {
        house = new LoggedHouse(DATABASE.database(), folder);
        person = house.person();
        task = UUID.randomUUID();
        DATABASE.database().inTransactionDo(tx -> {
            state(tx, FactType.TASK_PUBLISHED, task, Map.of("title", "fold laundry"));
            IntStream.range(0, 240)
                    .forEach(_ -> state(tx, FactType.STAFF_ADDED, UUID.randomUUID(), Map.of("role", "reviewer")));
        });
        house.recorded(person);
        house.recorded(person);
        house.log.commit();
        keepOlderState();
        house.recorded(person);
        house.log.commit();
        witnessed = witnessed(house.log.checkpoint());
    }

    @AfterEach
    void close() throws IOException {
        TABLES.forEach(table -> superuser("drop table if exists older_" + table));
        house.close();
    }

    @Test
    void an_untouched_house_gives_no_finding() throws IOException {
        assertThat(audit()).isEqualTo(new Report(288, 0, List.of()));
        assertThat(auditor().check().findings()).isEmpty();

        house.recorded(house.person());
        house.log.commit();
        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void a_lawful_erasure_gives_no_finding_and_is_counted() throws IOException {
        DATABASE.database()
                .inTransactionDo(tx -> house.provenance.erasures().erase(tx, new Leaver(person, Set.of()), Set.of()));
        house.vault.destroy(person);
        house.log.commit();

        assertThat(audit()).isEqualTo(new Report(304, 3 * 12, List.of()));

        superuser(
                "update provenance_entry set erasure = (select id from provenance_erasure) where type = 'staff-added'");
        assertThat(audit().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("Other entries are marked"));
    }

    @Test
    void a_key_that_is_gone_without_an_erasure_is_found_at_each_of_its_entries() throws IOException {
        house.vault.destroy(person);

        assertThat(audit().findings())
                .hasSize(3 * 12)
                .allSatisfy(finding -> assertThat(finding.what()).contains("no erasure says so"));
    }

    @Test
    void rows_that_wait_to_be_told_of_their_places_give_no_finding() throws IOException {
        superuser("update provenance_outbox set log_index = null where log_index > 100");

        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void deleted_rows_are_found_by_their_index() throws IOException {
        superuser("delete from provenance_entry where id in"
                + " (select entry from provenance_outbox where log_index in (17, 260))");
        superuser("delete from provenance_link where id in"
                + " (select entry from provenance_outbox where log_index in (17, 260))");
        assertFound("deleted", 17, 260);

        superuser("delete from provenance_outbox where log_index in (17, 260)");
        assertFound("No row", 17, 260);
    }

    @Test
    void an_edited_statement_is_found_by_its_index_also_with_its_commitment_and_log_bytes() throws IOException {
        long index = indexOfTask();
        superuser("update provenance_entry set statement ="
                + " convert_to(replace(convert_from(statement, 'UTF8'), 'fold', 'hold'), 'UTF8') where subject = '%s'"
                        .formatted(task));
        assertFound("edited", index);

        superuser("update provenance_entry set commitment = sha256(statement) where subject = '%s'".formatted(task));
        assertFound("edited", index);

        superuser("update provenance_outbox set log_entry = convert_to(E'hdlog/1\\natt\\n' ||"
                + " encode(sha256(statement), 'base64') || E'\\n', 'UTF8') from provenance_entry"
                + " where id = entry and subject = '%s'".formatted(task));
        assertFound("other bytes", index);
    }

    @Test
    void an_edit_that_reaches_into_the_folder_of_the_log_is_found() throws IOException {
        Path bundle = house.logFolder().resolve("tile/entries/000");
        String entries = Files.readString(bundle, StandardCharsets.ISO_8859_1);
        String entry = one("select convert_from(log_entry, 'UTF8') from provenance_outbox where log_index = 17");
        String edited = entry.substring(0, 20) + (entry.charAt(20) == 'a' ? 'b' : 'a') + entry.substring(21);
        Files.writeString(bundle, entries.replace(entry, edited), StandardCharsets.ISO_8859_1);
        assertThat(audit().findings().getFirst().index()).hasValue(17);

        superuser("update provenance_outbox set log_entry = convert_to('%s', 'UTF8') where log_index = 17"
                .formatted(edited));
        assertThat(audit().findings()).extracting(Finding::what).anyMatch(what -> what.contains("have the root"));
    }

    @Test
    void a_statement_that_is_shown_as_another_kind_or_about_another_subject_is_found() throws IOException {
        long index = indexOfTask();
        String columns = "update provenance_entry set type = '%s', subject = '%s' where subject in ('%s', '%s')";
        UUID other = UUID.randomUUID();

        superuser(columns.formatted("staff-added", task, task, other));
        assertFound("edited", index);
        superuser(columns.formatted("task-published", other, task, other));
        assertFound("edited", index);
        superuser(columns.formatted("task-published", task, task, other));
        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void rows_that_changed_places_are_found_by_both_indices() throws IOException {
        swapPlaces();
        assertFound("changed its place", 21, 262);
    }

    @Test
    void statements_that_changed_places_under_the_right_bytes_are_found_too() throws IOException {
        swapPlaces();
        superuser("update provenance_outbox one set log_entry = other.log_entry from provenance_outbox other"
                + " where (one.log_index, other.log_index) in ((21, 262), (262, 21))");
        assertFound("edited", 21, 262);
    }

    @Test
    void a_second_statement_under_the_name_of_the_first_does_not_hide_an_edit() throws IOException {
        superuser("insert into provenance_link (id, step, subject, stated_at, payload_sha256, envelope)"
                + " select id, 'qc', subject, recorded_at, commitment, statement from provenance_entry"
                + " where subject = '%s'".formatted(task));
        assertThat(audit().findings()).hasSize(1);
        superuser("update provenance_entry set statement = ''::bytea where subject = '%s'".formatted(task));
        assertFound("edited", indexOfTask());
    }

    @Test
    void an_older_state_of_database_and_folder_is_found_by_the_first_index_that_is_missing() throws IOException {
        restoreDatabase();
        restoreFolder();

        assertFound("older state", 272);
        assertThat(auditor().check().findings()).isEmpty(); // nothing in the house knows: only the witness does
    }

    @Test
    void an_older_state_that_was_written_on_is_found() throws IOException {
        restoreDatabase();
        restoreFolder();
        house.recorded(person);
        house.recorded(person);
        house.log.commit();

        assertThat(audit().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("first 288 entries", "written anew"));
    }

    @Test
    void an_older_state_of_the_database_alone_is_found_by_each_entry_that_it_lacks() throws IOException {
        restoreDatabase();

        assertFound("older database", 272, 273, 274, 275, 276, 277, 278, 279, 280, 281, 282, 283);
    }

    @Test
    void an_older_state_of_the_folder_alone_is_found_by_each_row_beyond_it() throws IOException {
        restoreFolder();

        assertThat(audit().findings())
                .extracting(finding -> finding.index().orElseThrow())
                .containsExactly(272L, 272L, 273L, 274L, 275L, 276L, 277L, 278L, 279L, 280L, 281L, 282L, 283L);
    }

    @Test
    void a_log_that_was_written_anew_with_its_own_keys_is_found() throws IOException {
        superuser("delete from provenance_outbox where log_index = 17");
        house.log.close();
        Files.move(house.logFolder(), folder.resolve("true"));
        superuser("update provenance_outbox set log_index = null");
        house.log.commit();

        assertThat(auditor().check().findings()).isEmpty();
        assertThat(audit().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("written anew"));
    }

    @Test
    void a_log_that_is_gone_and_a_checkpoint_of_somebody_else_are_told() throws IOException {
        var other = Sequencer.open(
                new MemoryLogFiles(),
                new LogSigner(
                        "other.example",
                        List.of(SigningKey.generate("other.example", KeyKind.ED25519, new SecureRandom())),
                        InstantSource.fixed(LoggedHouse.NOW)),
                Padding.random(List.of("att"), new SecureRandom()));
        assertThat(auditor().check(other.checkpoint()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("not signed by this log"));

        house.log.close();
        Files.move(house.logFolder(), folder.resolve("gone"));
        assertFound("no checkpoint", 0);
    }

    @Test
    void at_most_a_hundred_findings_are_listed() throws IOException {
        superuser("delete from provenance_outbox");

        assertThat(audit().findings()).hasSize(LogAudit.FINDINGS_MAX);
    }

    private void state(Tx tx, FactType type, UUID subject, Map<String, Object> predicate) {
        house.provenance.recordImpersonal(tx, new Statement(type, subject, predicate));
    }

    private static SignedNote witnessed(SignedNote note) throws IOException {
        var key = SigningKey.generate("witness.example/union", KeyKind.ED25519_COSIGNATURE, new SecureRandom());
        var witness = new Witness(
                new MemoryLogFiles(), TestKeys.log().verifiers(), List.of(key), InstantSource.fixed(LoggedHouse.NOW));
        String body = "old 0\n\n" + new String(note.bytes(), StandardCharsets.UTF_8);
        return witness.add(body.getBytes(StandardCharsets.UTF_8)) instanceof WitnessAnswer.Cosigned(var signatures)
                ? note.with(signatures)
                : fail("the witness did not sign");
    }

    private LogAudit auditor() {
        return new LogAudit(DATABASE.database(), house.vault, house.log);
    }

    private Report audit() throws IOException {
        return auditor().check(witnessed);
    }

    private void assertFound(String what, long... indices) throws IOException {
        List<Finding> findings = audit().findings();
        assertThat(findings).allSatisfy(finding -> assertThat(finding.what()).contains(what));
        assertThat(findings.stream().mapToLong(finding -> finding.index().orElseThrow()))
                .containsExactly(Arrays.stream(indices).boxed().toArray(Long[]::new));
    }

    /// Foreign keys hold nobody up who may do everything.
    private static void superuser(String sql) {
        DATABASE.database().inTransactionDo(tx -> {
            tx.sql().execute("set local session_replication_role = replica");
            tx.sql().execute(sql);
        });
    }

    private static String one(String sql) {
        return DATABASE.database()
                .inTransaction(
                        tx -> tx.sql().createQuery(sql).mapTo(String.class).one());
    }

    private long indexOfTask() {
        return Long.parseLong(
                one("select log_index from provenance_outbox join provenance_entry on id = entry where subject = '%s'"
                        .formatted(task)));
    }

    private static void swapPlaces() {
        superuser("update provenance_outbox set log_index = -1 where log_index = 21");
        superuser("update provenance_outbox set log_index = 21 where log_index = 262");
        superuser("update provenance_outbox set log_index = 262 where log_index = -1");
    }

    private void keepOlderState() throws IOException {
        TABLES.forEach(table -> superuser("create table older_%1$s as table %1$s".formatted(table)));
        copy(house.logFolder(), folder.resolve("older"));
    }

    private static void restoreDatabase() {
        superuser("truncate " + String.join(", ", TABLES));
        TABLES.forEach(table ->
                superuser("insert into %1$s overriding system value select * from older_%1$s".formatted(table)));
    }

    private void restoreFolder() throws IOException {
        house.log.close();
        Files.move(house.logFolder(), folder.resolve("newest"));
        copy(folder.resolve("older"), house.logFolder());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
