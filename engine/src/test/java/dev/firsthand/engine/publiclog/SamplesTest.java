package dev.firsthand.engine.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.audit.AnswerCheck;
import dev.firsthand.evidence.audit.AnswerResult;
import dev.firsthand.evidence.audit.Answers;
import dev.firsthand.evidence.audit.Challenge;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.log.FactId;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Padding;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.log.Submission;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.witness.LawfulRestore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Somebody draws every entry of a small log and asks to see it. The day stands still unless a test moves it.
class SamplesTest {
    private static final String BEACON = "00112233445566778899aabbccddeeff";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private Instant now = LoggedHouse.NOW;
    private GameDay day;
    private Samples samples;
    private Challenge challenge;

    @BeforeEach
    void draw() throws IOException {
        day = new GameDay(DATABASE.database(), folder);
        samples = new Samples(day.house.database, day.house.vault, day.house.log, () -> now);
        challenge = Challenge.draw(day.house.log.checkpoint(), BEACON, 288, today());
    }

    @AfterEach
    void end() throws IOException {
        day.house.database.inTransactionDo(tx -> tx.sql().execute("truncate log_sample, log_sample_entry"));
        day.close();
    }

    @Test
    void every_entry_opens_statements_links_and_padding_alike() throws IOException {
        byte[] answers = answer(new Samples.Given(288, 288));

        assertThat(judged(answers))
                .hasSize(288)
                .allSatisfy(result -> assertThat(result).isInstanceOf(AnswerResult.Holds.class));
        assertThat(told()).endsWith("asked 288 opened 288 late 0 missing 0 awaited 0\n");
    }

    @Test
    void what_is_told_to_everybody_are_indices_and_days_and_nothing_of_anybody() throws IOException {
        answer(new Samples.Given(288, 288));

        assertThat(told()).matches("""
                firsthand-samples/1
                challenge [0-9a-f]{64} of log.example at 288 due 2026-11-28
                (entry [0-9]+ opened 2026-11-21
                ){288}asked .*
                """);
    }

    @Test
    void an_entry_of_an_erased_person_is_opened_by_the_erasure_that_counts_it_in() throws IOException {
        day.erase(day.person);
        byte[] answers = answer(new Samples.Given(288, 288));

        assertThat(judged(answers))
                .filteredOn(result ->
                        result instanceof AnswerResult.Holds(var entry, var what) && what.startsWith("erased"))
                .hasSize(3 * 12);
        assertThat(judged(answers)).allSatisfy(result -> assertThat(result).isInstanceOf(AnswerResult.Holds.class));
    }

    @Test
    void what_nobody_can_open_is_awaited_for_seven_days_then_missing_and_late_when_it_opens_after_all()
            throws IOException {
        long index = day.indexOfTask();
        day.superuser("create table hidden as select * from provenance_entry where subject = '%s'".formatted(day.task));
        day.superuser("delete from provenance_entry where subject = '%s'".formatted(day.task));
        answer(new Samples.Given(288, 287));
        assertThat(told()).endsWith("asked 288 opened 287 late 0 missing 0 awaited 1\n");

        now = now.plus(Duration.ofDays(8));
        assertThat(told())
                .contains("entry %d missing\n".formatted(index))
                .endsWith("asked 288 opened 287 late 0 missing 1 awaited 0\n");

        day.superuser("insert into provenance_entry overriding system value select * from hidden");
        day.superuser("drop table hidden");
        byte[] answers = answer(new Samples.Given(288, 288));
        assertThat(told())
                .contains("entry %d late 2026-11-29\n".formatted(index))
                .endsWith("asked 288 opened 287 late 1 missing 0 awaited 0\n");
        assertThat(judged(answers))
                .filteredOn(AnswerResult.Late.class::isInstance)
                .hasSize(1);
    }

    @Test
    void the_first_entry_of_a_log_that_goes_on_is_open_to_everybody() throws IOException {
        try (var witnesses = Witnesses.read(folder, day.house.log)) {
            day.house.log.goOn((LawfulRestore.MayBegin) witnesses.mayGoOn(), "a key was stolen");
        }
        day.house.recorded(day.person);
        day.house.log.commit();
        challenge = Challenge.draw(day.house.log.checkpoint(), BEACON, 32, today());

        assertThat(judged(answer(new Samples.Given(32, 32))))
                .hasSize(32)
                .allSatisfy(result -> assertThat(result).isInstanceOf(AnswerResult.Holds.class));
    }

    @Test
    void a_challenge_of_another_log_is_refused() throws IOException {
        var signer = new LogSigner(
                "log.example",
                List.of(SigningKey.generate("log.example", KeyKind.ED25519, new SecureRandom())),
                InstantSource.fixed(now));
        var other = Sequencer.open(new MemoryLogFiles(), signer, Padding.random(List.of("att"), new SecureRandom()));
        other.commit(List.of(new Submission(new FactId(UUID.randomUUID()), new byte[1])));
        Challenge foreign = Challenge.draw(other.checkpoint(), BEACON, 1, today());

        assertThatThrownBy(() -> samples.answer(foreign, OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no log of this installation signed");
        assertThat(told()).isEqualTo("firsthand-samples/1\n");
    }

    private byte[] answer(Samples.Given given) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(samples.answer(challenge, out)).isEqualTo(given);
        return out.toByteArray();
    }

    private List<AnswerResult> judged(byte[] answers) throws IOException {
        Checkpoint newest = day.house.log.checkpoint().checkpoint();
        var check = new AnswerCheck(
                challenge,
                day.house.log.reader(),
                new Tree(newest.size(), TreeHash.ofBase64(newest.root()).orElseThrow()),
                TrustedKeys.parse(day.house.keys.trusted()));
        try {
            Answers.read(new ByteArrayInputStream(answers), answer -> check.take(answer, today()));
        } catch (JsonFormatException e) {
            throw new IOException(e);
        }
        return check.results();
    }

    private String told() {
        return new String(samples.told(), StandardCharsets.UTF_8);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
