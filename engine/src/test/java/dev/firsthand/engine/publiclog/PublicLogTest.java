package dev.firsthand.engine.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.LogQueue;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonRows.Leaver;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.evidence.log.Fsck;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.proof.PartResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PublicLogTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private LoggedHouse house;
    private PersonId person;

    @BeforeEach
    void open() throws IOException {
        house = new LoggedHouse(DATABASE.database(), folder);
        person = house.person();
    }

    @AfterEach
    void close() throws IOException {
        house.close();
    }

    @Test
    void a_stranger_finds_that_the_chain_of_a_released_recording_holds() throws IOException {
        ProofBundles.Released released = house.release(List.of(house.recorded(person), house.recorded(person)));
        house.log.commit();

        assertThat(house.verified(house.proof(released)))
                .hasSize(4) // the checkpoint, two episodes, the release
                .allSatisfy(result -> assertThat(result).isInstanceOf(PartResult.Holds.class));
    }

    @Test
    void a_chain_names_no_person_no_device_no_grant_and_no_hour() throws IOException {
        ProofBundles.Released released = house.release(List.of(house.recorded(person)));
        house.log.commit();

        var links = DATABASE.database()
                .inTransaction(tx -> house.chains.open(
                        tx, released.heads().values().iterator().next()));
        assertThat(links).hasSize(6).allSatisfy(link -> {
            String payload = payload(link.envelope().bytes());
            assertThat(payload)
                    .contains("\"at\":\"2026-11-21T00:00:00Z\"")
                    .doesNotContain(
                            "phone of hers", "somebody", "gap", person.value().toString());
        });
    }

    @Test
    void a_second_review_or_label_ends_the_chain_anew_and_both_ends_verify() throws IOException {
        UUID episode = house.recorded(person);
        ProofBundles.Released first = house.release(List.of(episode));
        house.record(person, FactType.REVIEW, episode, Map.of("reviewer_kind", "person"));
        ProofBundles.Released second = house.release(List.of(episode));
        house.record(person, FactType.LABEL, episode, Map.of("outcome", "FAILURE"));
        ProofBundles.Released third = house.release(List.of(episode));
        house.log.commit();

        assertThat(Stream.of(first, second, third)
                        .map(released -> released.heads().get("a")))
                .doesNotHaveDuplicates();
        for (var released : List.of(first, second, third)) {
            assertThat(house.verified(house.proof(released))).noneMatch(PartResult.Lie.class::isInstance);
        }
    }

    @Test
    void an_erased_episode_is_withdrawn_in_a_proof_that_is_written_later_and_the_others_hold() throws IOException {
        PersonId staying = house.person();
        ProofBundles.Released released = house.release(List.of(house.recorded(person), house.recorded(staying)));
        house.log.commit();
        var head = Set.of(Objects.requireNonNull(released.heads().get("a")));
        DATABASE.database()
                .inTransactionDo(tx -> house.provenance.erasures().erase(tx, new Leaver(person, Set.of()), head));
        house.vault.destroy(person);
        house.log.commit();
        var erasures = new TreeMap<>(Map.of(
                "a",
                DATABASE.database()
                        .inTransaction(tx -> house.chains.erasures(tx, head))
                        .values()
                        .iterator()
                        .next()
                        .link()));
        var later = new ProofBundles.Released(released.statement(), released.heads(), erasures, released.files());

        assertThat(house.verified(house.proof(later)))
                .hasSize(4)
                .noneMatch(PartResult.Lie.class::isInstance)
                .filteredOn(PartResult.Withdrawn.class::isInstance)
                .singleElement()
                .satisfies(result -> assertThat(result.toString()).contains("2026-11-21T00:00:00Z"));
    }

    @Test
    void a_chain_no_longer_opens_once_its_persons_key_is_destroyed_and_the_log_still_stands() throws IOException {
        ProofBundles.Released released = house.release(List.of(house.recorded(person)));
        house.log.commit();
        house.vault.destroy(person);

        assertThatThrownBy(() -> house.bundles.release(new ByteArrayOutputStream(), released))
                .hasMessageContaining("destroyed");
        assertThat(findings()).isEmpty();
    }

    @Test
    void every_entry_is_logged_once_although_a_crash_came_between_the_log_and_the_rows() throws IOException {
        house.recorded(person);
        List<LogQueue.Waiting> waiting =
                DATABASE.database().inTransaction(tx -> LogQueue.waiting(tx, Integer.MAX_VALUE));
        house.log.commit();
        long size = size();
        forgetPlaces();
        house.log.close();

        assertThat(house.log.commit()).isEqualTo(waiting.size());
        assertThat(size()).isEqualTo(size);
        assertThat(DATABASE.database().inTransaction(LogQueue::count)).isZero();
        assertThat(findings()).isEmpty();
    }

    @Test
    void an_older_folder_that_was_put_back_is_not_written_to() throws IOException {
        house.recorded(person);
        house.log.commit();
        house.log.close();
        move(house.logFolder(), folder.resolve("newest"));
        house.recorded(person);

        assertThatThrownBy(house.log::commit)
                .isInstanceOf(LogRolledBackException.class)
                .hasMessageContaining("put back");
        assertThat(DATABASE.database().inTransaction(LogQueue::count)).isPositive();
    }

    @Test
    void recordings_from_before_there_were_links_are_carried_over_once_although_the_carrying_was_killed()
            throws IOException {
        UUID first = house.recorded(person);
        UUID second = house.recorded(person);
        house.forgetLinks();
        Map<UUID, UUID> episodes = house.episodesOfSessions();

        house.record(person, FactType.LABEL, second, Map.of("outcome", "FAILURE")); // before it is carried
        house.carryOne(episodes);
        assertThatThrownBy(() -> house.carryAndDie(episodes)).hasMessage("killed");
        while (house.carryOne(episodes)) {
            house.log.commit();
        }
        assertThat(house.links()).hasSize(12).doesNotHaveDuplicates();
        ProofBundles.Released released = house.release(List.of(first, second));
        house.log.commit();

        assertThat(house.verified(house.proof(released)))
                .hasSize(4)
                .allSatisfy(result -> assertThat(result).isInstanceOf(PartResult.Holds.class));
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_receipt_shows_each_answer_of_a_person_and_of_nobody_else() throws IOException {
        house.record(person, FactType.CONSENT_GIVEN, UUID.randomUUID(), Map.of("dct:title", "train"));
        house.record(person, FactType.CONSENT_WITHDRAWN, UUID.randomUUID(), Map.of("dct:title", "train"));
        house.record(house.person(), FactType.CONSENT_GIVEN, UUID.randomUUID(), Map.of("dct:title", "other"));
        house.log.commit();

        var receipt = new ByteArrayOutputStream();
        assertThat(house.bundles.receipts(receipt, person)).isTrue();
        assertThat(house.verified(receipt.toByteArray()))
                .extracting(PartResult::part)
                .containsExactly("checkpoint", "answer-1", "answer-2");
        assertThat(house.bundles.receipts(new ByteArrayOutputStream(), house.person()))
                .isFalse();
    }

    @Test
    void the_log_signs_with_both_kinds_of_keys() throws IOException {
        house.recorded(person);
        house.log.commit();
        SignedNote note = house.log.checkpoint();

        assertThat(note.signatures()).hasSize(2);
    }

    private static String payload(byte[] envelope) {
        String json = new String(envelope, StandardCharsets.UTF_8);
        String base64 = json.substring(json.indexOf("\"payload\":\"") + 11, json.indexOf("\",\"payloadType\""));
        return new String(java.util.Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private List<String> findings() throws IOException {
        return Fsck.check(house.log.source(), house.keys.verifiers()).findings();
    }

    private long size() throws IOException {
        return house.log.reader().checkpoint().checkpoint().size();
    }

    private static void forgetPlaces() {
        DATABASE.database().inTransactionDo(tx -> tx.sql().execute("update provenance_outbox set log_index = null"));
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to);
    }
}
