package dev.firsthand.engine.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.TestKeys;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.LogQueue;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.log.HandOver;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import dev.firsthand.evidence.proof.PartResult;
import dev.firsthand.evidence.proof.Verifier;
import dev.firsthand.evidence.witness.LawfulRestore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Logs end, with the year or because one was lost, and go on as others.
class SuccessionTest {
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:01Z");

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private Instant now = LoggedHouse.NOW;
    private LoggedHouse house;
    private Witnesses witnesses;

    @BeforeEach
    void open() throws IOException {
        house = new LoggedHouse(DATABASE.database(), folder, () -> now);
        witnesses = Witnesses.read(folder, house.log);
    }

    @AfterEach
    void close() throws IOException {
        witnesses.close();
        house.close();
    }

    @Test
    void a_log_ends_with_its_year_and_a_recording_that_was_half_logged_verifies_over_both() throws IOException {
        PersonId person = house.person();
        UUID episode = beginning(person);
        house.log.commit();
        SignedNote last = house.log.checkpoint();

        now = NEW_YEAR;
        witnesses.round();
        ending(person, episode);
        ProofBundles.Released released = house.release(List.of(episode));
        house.log.commit();

        assertThat(house.log.checkpoint().checkpoint().origin()).isEqualTo("log.example/2027");
        HandOver handOver = HandOver.parse(house.log.reader().entry(0, 16));
        assertThat(handOver.last().text()).isEqualTo(last.text());
        assertThat(verified(house.proof(released)))
                .allSatisfy(result -> assertThat(result).isInstanceOf(PartResult.Holds.class))
                .extracting(PartResult::part)
                .containsExactly("checkpoint", "checkpoint ended-1", "a", "release");
        assertAuditFindsNothing();
    }

    @Test
    void a_year_without_entries_ends_nothing_and_each_year_has_its_log() throws IOException {
        now = NEW_YEAR;
        witnesses.round();
        assertThat(house.log.keys().origin()).as("it is empty").isEqualTo("log.example");

        for (int year = 2027; year < 2029; year++) {
            house.recorded(house.person());
            house.log.commit();
            now = now.plus(Duration.ofDays(366));
            witnesses.round();
        }
        assertThat(house.log.logs())
                .extracting(KeptLog::origin)
                .containsExactly("log.example", "log.example/2028", "log.example/2029");
        assertAuditFindsNothing();
    }

    @Test
    void in_december_the_policy_names_the_keys_of_next_years_log() throws IOException {
        assertThat(policyKeys()).noneMatch(key -> key.startsWith("log.example/2027"));
        now = Instant.parse("2026-12-01T00:00:00Z");
        List<String> announced = policyKeys().stream()
                .filter(key -> key.startsWith("log.example/2027"))
                .toList();
        assertThat(announced).hasSize(2);

        house.recorded(house.person());
        house.log.commit();
        now = NEW_YEAR;
        witnesses.round();
        assertThat(policyKeys()).containsAll(announced).hasSize(4);
    }

    @Test
    void a_witness_that_cannot_be_asked_holds_the_turn_of_the_year_up_for_a_day() throws IOException {
        String key = SigningKey.generate("union.example/w", KeyKind.ED25519_COSIGNATURE, new SecureRandom())
                .verifier()
                .text();
        Files.writeString(folder.resolve(Witnesses.FILE), "witness union %s http://127.0.0.1:1/\n".formatted(key));
        house.recorded(house.person());
        house.log.commit();
        try (var silent = Witnesses.read(folder, house.log)) {
            now = NEW_YEAR;
            silent.round();
            assertThat(house.log.keys().origin()).isEqualTo("log.example");
            now = NEW_YEAR.plus(Duration.ofDays(1));
            silent.round();
            assertThat(house.log.keys().origin()).isEqualTo("log.example/2027");
        }
        Files.delete(folder.resolve(Witnesses.FILE));
    }

    @Test
    void a_hand_over_that_was_killed_goes_on_at_the_next_start() throws IOException {
        house.recorded(house.person());
        house.log.commit();
        now = NEW_YEAR;
        witnesses.round();
        Path current = house.logFolder();
        Path ended = folder.resolve("ended-logs");
        house.log.close();

        Files.move(current, ended.resolve("next")); // killed between the two moves
        try (PublicLog again = again()) {
            assertThat(again.checkpoint().checkpoint().origin()).isEqualTo("log.example/2027");
        }
        Files.move(current, ended.resolve("next")); // killed before the first
        Files.move(ended.resolve("1"), current);
        try (PublicLog again = again()) {
            assertThat(again.checkpoint().checkpoint().origin()).isEqualTo("log.example");
            try (var round = Witnesses.read(folder, again)) {
                round.round();
            }
            assertThat(again.checkpoint().checkpoint().origin()).isEqualTo("log.example/2027");
        }
    }

    @Test
    void an_older_folder_is_gone_on_with_lawfully_and_what_it_lost_is_logged_again() throws IOException {
        house.recorded(house.person());
        house.log.commit();
        copy(house.logFolder(), folder.resolve("backup"));
        house.recorded(house.person());
        house.log.commit();
        house.log.close();
        Files.move(house.logFolder(), folder.resolve("lost"));
        copy(folder.resolve("backup"), house.logFolder());
        assertThatThrownBy(house.log::commit)
                .isInstanceOf(LogRolledBackException.class)
                .hasMessageContaining("firsthand log restore");

        assertThat(witnesses.mayGoOn())
                .isInstanceOfSatisfying(LawfulRestore.MayBegin.class, may -> goOn(may, "the disk was lost"));
        assertThat(DATABASE.database().inTransaction(LogQueue::count)).isEqualTo(12);
        assertThat(house.log.commit()).isEqualTo(12);

        assertThat(house.log.keys().origin()).isEqualTo("log.example/2026");
        assertThat(HandOver.parse(house.log.reader().entry(0, 16)).reason()).isEqualTo("the disk was lost");
        assertAuditFindsNothing();
    }

    @Test
    void a_log_out_of_a_backup_signs_nothing_before_it_went_on_lawfully() throws IOException {
        house.recorded(house.person());
        house.log.commit();
        house.log.close();
        byte[] before = Files.readAllBytes(house.logFolder().resolve("checkpoint"));
        Files.write(DataFolder.putBack(house.logFolder()), new byte[0]);
        house.recorded(house.person());

        assertThatThrownBy(house.log::commit)
                .isInstanceOf(LogRolledBackException.class)
                .hasMessageContaining("firsthand log restore");
        assertThat(house.logFolder().resolve("checkpoint")).hasBinaryContent(before);
        goOn((LawfulRestore.MayBegin) witnesses.mayGoOn(), "the disk was lost");
        assertThat(house.log.commit()).isPositive();
        assertAuditFindsNothing();
    }

    @Test
    void an_older_state_of_all_logs_is_not_written_to() throws IOException {
        house.recorded(house.person());
        house.log.commit();
        goOn((LawfulRestore.MayBegin) witnesses.mayGoOn(), "a key was stolen");
        house.recorded(house.person());
        house.log.commit();
        house.log.close();
        Files.move(house.logFolder(), folder.resolve("lost"));
        Files.move(folder.resolve("ended-logs/1"), house.logFolder());

        try (PublicLog again = again()) {
            assertThatThrownBy(again::commit).isInstanceOf(LogRolledBackException.class);
        }
    }

    @Test
    void old_and_new_keys_sign_side_by_side_until_the_old_ones_end() throws IOException {
        var vault = new MemoryVault();
        var ring = LogKeyring.open(folder.resolve("keys"), vault, "log.example");
        Path place = folder.resolve("rotated");
        try (var log = log(place, ring)) {
            log.commit();
            List<VerifierKey> old = log.keys().verifiers();
            log.rotate(now.plus(Duration.ofDays(5)));
            house.recorded(house.person());
            log.commit();
            assertThat(log.checkpoint().signatures()).hasSize(4);
            assertThat(log.policyLines().lines()).hasSize(4);

            now = now.plus(Duration.ofDays(6));
            house.recorded(house.person());
            log.commit();
            assertThat(log.checkpoint().signaturesOf(old)).isEmpty();
            assertThat(log.policyLines().lines()).hasSize(2);
            assertThat(log.keys().verifiers()).hasSize(4).containsAll(old);
        }
        try (var again = log(place, LogKeyring.open(folder.resolve("keys"), vault, "log.example"))) {
            assertThat(again.checkpoint().signatures()).hasSize(2);
        }
    }

    @Test
    void what_was_pruned_is_no_finding_and_every_proof_still_holds() throws IOException {
        UUID episode = house.recorded(house.person());
        for (int i = 0; i < 25; i++) {
            house.recorded(house.person());
        }
        ProofBundles.Released released = house.release(List.of(episode));
        house.log.commit();

        assertThat(house.log.prune(house.log.logs().getLast(), 300)).isEqualTo(256);
        assertAuditFindsNothing();
        assertThat(verified(house.proof(released)))
                .allSatisfy(result -> assertThat(result).isInstanceOf(PartResult.Holds.class));
        house.recorded(house.person());
        assertThat(house.log.commit()).isEqualTo(12);
    }

    private UUID beginning(PersonId person) {
        UUID session = UUID.randomUUID();
        UUID episode = UUID.randomUUID();
        house.record(person, FactType.CAPTURE, session, Map.of("purposes", List.of("train")));
        house.record(person, FactType.INGEST, episode, Map.of("frames", 300, "session", session));
        house.record(person, FactType.QC, episode, Map.of("verdict", "none"));
        return episode;
    }

    private void ending(PersonId person, UUID episode) {
        house.record(person, FactType.REDACT, episode, Map.of("level", "scrubbed"));
        house.record(person, FactType.REVIEW, episode, Map.of("reviewer_kind", "person"));
        house.record(person, FactType.LABEL, episode, Map.of("outcome", "SUCCESS"));
    }

    private List<PartResult> verified(byte[] proof) throws IOException {
        var results = new ArrayList<PartResult>();
        new Verifier(Policy.parse(witnesses.policy()), TrustedKeys.parse(house.keys.trusted()))
                .verify(new ByteArrayInputStream(proof), results::add);
        return results;
    }

    private List<String> policyKeys() throws IOException {
        return Policy.parse(witnesses.policy()).logKeys().stream()
                .map(VerifierKey::text)
                .toList();
    }

    private void goOn(LawfulRestore.MayBegin may, String reason) {
        assertThatCode(() -> house.log.goOn(may, reason)).doesNotThrowAnyException();
    }

    private void assertAuditFindsNothing() throws IOException {
        Optional<KeptLog> before = Optional.empty();
        for (KeptLog log : house.log.logs()) {
            var audit = new LogAudit(house.database, house.vault, log, before);
            assertThat(audit.check(log.reader().checkpoint()).findings())
                    .as(log.origin())
                    .isEmpty();
            before = Optional.of(log);
        }
    }

    private PublicLog again() throws IOException {
        return new PublicLog(house.database, folders(house.logFolder()), TestKeys.ring(), () -> now);
    }

    private PublicLog log(Path place, LogKeyring ring) throws IOException {
        return new PublicLog(house.database, folders(place), ring, () -> now);
    }

    private LogFolders folders(Path current) throws IOException {
        return LogFolders.open(current, folder.resolve("ended-logs"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
