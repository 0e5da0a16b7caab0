package dev.firsthand.engine.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.firsthand.engine.TestKeys;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.publiclog.LogAudit.Finding;
import dev.firsthand.engine.publiclog.LogAudit.Report;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonRows.Leaver;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.log.MemoryLogFiles;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A house whose log has two bundles, with an older state of it kept, and a checkpoint that a witness signed.
/// Somebody inside may do everything in the database and in the log's folder.
final class GameDay implements AutoCloseable {
    private static final List<String> TABLES = List.of(
            "provenance_entry", "provenance_chain", "provenance_link", "provenance_outbox", "provenance_erasure");

    final LoggedHouse house;
    final PersonId person;
    final UUID task = UUID.randomUUID();
    /// Two entries about nobody, of which one stands in each bundle.
    final long first;

    final long last;
    private final Path folder;
    private final SignedNote witnessed;

    /// The older state is that before the last recording: 265 facts and links in 272 entries.
    GameDay(Database database, Path folder) throws IOException {
        this.folder = folder;
        this.house = new LoggedHouse(database, folder);
        this.person = house.person();
        database.inTransactionDo(tx -> {
            state(tx, FactType.TASK_PUBLISHED, task, Map.of("title", "fold laundry"));
            IntStream.range(0, 240)
                    .forEach(_ -> state(tx, FactType.STAFF_ADDED, UUID.randomUUID(), Map.of("role", "reviewer")));
        });
        house.recorded(person);
        house.recorded(person);
        house.log.commit();
        first = staff("min");
        last = staff("max");
        keepOlderState();
        house.recorded(person);
        house.log.commit();
        witnessed = witnessed(house.log.checkpoint());
    }

    @Override
    public void close() throws IOException {
        TABLES.forEach(table -> superuser("drop table if exists older_" + table));
        house.close();
    }

    private long staff(String which) {
        return Long.parseLong(one(
                "select %s(log_index) from provenance_outbox join provenance_entry on id = entry where type = 'staff-added'"
                        .formatted(which)));
    }

    private void state(Tx tx, FactType type, UUID subject, Map<String, Object> predicate) {
        house.provenance.recordImpersonal(tx, new Statement(type, subject, predicate));
    }

    /// Of the link of this step that was logged last.
    long indexOfLink(String step) {
        return Long.parseLong(
                one("select max(log_index) from provenance_outbox join provenance_link on id = entry where step = '%s'"
                        .formatted(step)));
    }

    /// As whoever erases a person does it: the statement counts the entries in, and with it the key goes.
    void erase(PersonId erased) throws IOException {
        house.database.inTransactionDo(
                tx -> house.provenance.erasures().erase(tx, new Leaver(erased, Set.of()), Set.of()));
        house.vault.destroy(erased);
        house.log.commit();
    }

    static final SigningKey WITNESS =
            SigningKey.generate("witness.example/union", KeyKind.ED25519_COSIGNATURE, new SecureRandom());

    /// One that has seen nothing yet.
    static Witness witness() {
        return new Witness(
                new MemoryLogFiles(),
                TestKeys.log().verifiers(),
                List.of(WITNESS),
                InstantSource.fixed(LoggedHouse.NOW));
    }

    private static SignedNote witnessed(SignedNote note) throws IOException {
        Witness witness = witness();
        String body = "old 0\n\n" + new String(note.bytes(), StandardCharsets.UTF_8);
        return witness.add(body.getBytes(StandardCharsets.UTF_8)) instanceof WitnessAnswer.Cosigned(var signatures)
                ? note.with(signatures)
                : fail("the witness did not sign");
    }

    LogAudit auditor() throws IOException {
        return new LogAudit(house.database, house.vault, house.log.logs().getLast(), Optional.empty());
    }

    Report audit() throws IOException {
        return auditor().check(witnessed);
    }

    void assertFound(String what, long... indices) throws IOException {
        List<Finding> findings = audit().findings();
        assertThat(findings).allSatisfy(finding -> assertThat(finding.what()).contains(what));
        assertThat(findings.stream().mapToLong(finding -> finding.index().orElseThrow()))
                .containsExactly(Arrays.stream(indices).boxed().toArray(Long[]::new));
    }

    /// Foreign keys hold nobody up who may do everything.
    void superuser(String sql) {
        house.database.inTransactionDo(tx -> {
            tx.sql().execute("set local session_replication_role = replica");
            tx.sql().execute(sql);
        });
    }

    String one(String sql) {
        return house.database.inTransaction(
                tx -> tx.sql().createQuery(sql).mapTo(String.class).one());
    }

    long indexOfTask() {
        return Long.parseLong(
                one("select log_index from provenance_outbox join provenance_entry on id = entry where subject = '%s'"
                        .formatted(task)));
    }

    void swapPlaces() {
        superuser("update provenance_outbox set log_index = -1 where log_index = " + first);
        superuser("update provenance_outbox set log_index = %d where log_index = %d".formatted(first, last));
        superuser("update provenance_outbox set log_index = %d where log_index = -1".formatted(last));
    }

    private void keepOlderState() throws IOException {
        TABLES.forEach(table -> superuser("create table older_%1$s as table %1$s".formatted(table)));
        copy(house.logFolder(), folder.resolve("older"));
    }

    void restoreDatabase() {
        superuser("truncate " + String.join(", ", TABLES));
        TABLES.forEach(table ->
                superuser("insert into %1$s overriding system value select * from older_%1$s".formatted(table)));
    }

    void restoreFolder() throws IOException {
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
