package dev.firsthand.evidence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.command.Caller;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.FactId;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.Padding;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.log.Submission;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.proof.Opening;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log whose first two entries are facts, the third an erasure that took the second, the rest padding.
class SampleTest {
    private static final SigningKey STEPS = SigningKey.generate("steps.example", KeyKind.ED25519, new SeededRandom(61));
    private static final PaddingKey PADDING =
            new PaddingKey("a key of padding that has 32 byt".getBytes(StandardCharsets.US_ASCII));
    private static final String BEACON = "00112233445566778899aabbccddeeff";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final byte[] SALT = "salt of thirty-two bytes, salted".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATEMENT = "{\"predicate\":{},\"type\":\"qc\"}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ErasedEntries erased =
            new ErasedEntries(List.of(1L, 40L), "secret".getBytes(StandardCharsets.US_ASCII));
    private final Envelope erasure = Envelope.sign(
            Statement.of(
                    Step.ERASE,
                    Logs.TIME,
                    List.of(new Statement.Subject("recording", Sha256.of(new byte[0]))),
                    new Statement.Predicate(erased.fields(), List.of())),
            List.of(STEPS));

    @BeforeEach
    void writeLog() throws IOException {
        try (var files = DirectoryLogFiles.openForWriting(folder)) {
            var sequencer = Sequencer.open(files, Logs.signer(), Padding.keyed(List.of("att", "consent"), PADDING));
            sequencer.commit(List.of(
                    fact(0, "att", Opening.salted(SALT).commitment(STATEMENT)),
                    fact(1, "att", new byte[32]),
                    fact(2, "erasure", Opening.plain().commitment(erasure.bytes()))));
        }
        Files.writeString(
                folder.resolve("policy.txt"),
                "log %s\nquorum none\n"
                        .formatted(Logs.signer().verifiers().getFirst().text()));
        Files.writeString(
                folder.resolve("keys.txt"),
                "firsthand-keys/1\nkey %s erase 2026-01-01T00:00:00Z -\n"
                        .formatted(STEPS.verifier().text()));
    }

    @Test
    void anybody_draws_the_same_and_each_entry_at_most_once() throws Exception {
        var note = new LogReader(DirectoryLogFiles.reader(folder)).checkpoint();
        var challenge = Challenge.draw(note, BEACON, 5, DAY);

        assertThat(Challenge.parse(challenge.bytes()).bytes()).isEqualTo(challenge.bytes());
        assertThat(challenge.entries()).hasSize(5).isSorted().doesNotHaveDuplicates();
        assertThat(challenge.due()).isEqualTo(LocalDate.of(2026, 11, 28));
        assertThat(Challenge.draw(note, BEACON, 16, DAY).entries()).hasSize(16);
        assertThatThrownBy(() -> Challenge.draw(note, BEACON, 17, DAY))
                .hasMessageContaining("not more than the log's 16");
        assertThatThrownBy(() -> Challenge.draw(note, "00", 1, DAY)).hasMessageContaining("a beacon is 16 to 64 bytes");
        assertThat(Challenge.draw(note, BEACON.replace('0', '1'), 5, DAY).entries())
                .isNotEqualTo(challenge.entries());
    }

    /// Written down so that other programs can be held against it.
    @Test
    void the_rule_of_drawing_never_changes() throws Exception {
        assertThat(Challenge.draw(note(1_000_003), BEACON, 4, DAY).entries())
                .containsExactly(478876L, 587303L, 788347L, 959338L);
    }

    @Test
    void every_entry_is_drawn_about_as_often_as_another() throws Exception {
        var counts = new int[7];
        for (int i = 0; i < 7_000; i++) {
            counts[
                    Challenge.draw(note(7), "%032x".formatted(i), 1, DAY)
                            .entries()
                            .getFirst()
                            .intValue()]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(880, 1_120); // four standard deviations
        }
    }

    @Test
    void a_challenge_with_other_entries_than_its_beacon_gives_is_none() throws Exception {
        var note = new LogReader(DirectoryLogFiles.reader(folder)).checkpoint();
        var challenge = Challenge.draw(note, BEACON, 3, DAY);
        String text = new String(challenge.bytes(), StandardCharsets.UTF_8);
        String first = "entry %d\n".formatted(challenge.entries().getFirst());
        for (String changed : List.of(
                text.replace("due 2026-11-28", "due 2027-11-28"),
                text.replace("beacon 00", "beacon 01"),
                text.replace(first, first + first),
                text.replace("drawn 2026", "drawn 20x6"))) {
            assertThatThrownBy(() -> Challenge.parse(changed.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(NoteFormatException.class);
        }
    }

    @Test
    void what_is_drawn_from_a_log_is_opened_by_its_operator_and_by_nothing_else() throws IOException {
        Path challenge = draw(16);

        assertThat(check(challenge, all(DAY.plusDays(3)), 3)).isZero();
        assertThat(said())
                .contains("holds      entry 0: att, unsigned: qc")
                .contains("holds      entry 1: erased, as entry 2 says")
                .contains("holds      entry 2: erasure, signed: erase")
                .contains("holds      entry 15: padding")
                .endsWith("16 of 16 hold, 0 late or false, 0 missing; due 2026-11-28.\n");
    }

    @Test
    void late_false_and_missing_answers_are_told() throws IOException {
        Path challenge = draw(16);
        assertThat(check(challenge, all(DAY.plusDays(8)), 9)).isEqualTo(1);
        assertThat(said()).contains("late       entry 0: given 2026-11-29, due 2026-11-28");
        assertThat(check(challenge, all(DAY.plusDays(8)), 1)).isEqualTo(1);
        assertThat(said()).contains("false      entry 0: its day lies ahead: 2026-11-29");

        List<Answer> some = all(DAY).subList(1, 16);
        assertThat(check(challenge, some, 3)).isEqualTo(3);
        assertThat(said()).contains("missing    entry 0: due 2026-11-28");
        assertThat(check(challenge, some, 8)).isEqualTo(1);
        assertThat(check(draw(1), all(DAY), 1)).isEqualTo(1);
        assertThat(said()).contains("nobody asked for it");
    }

    @Test
    void an_entry_that_stands_for_nothing_readable_is_told(@TempDir Path other) throws IOException {
        var noise = "noise".getBytes(StandardCharsets.US_ASCII);
        try (var files = DirectoryLogFiles.openForWriting(folder)) {
            Sequencer.open(files, Logs.signer(), Padding.keyed(List.of("att"), PADDING))
                    .commit(List.of(fact(9, "att", Opening.salted(SALT).commitment(noise))));
        }
        var answers = new ArrayList<>(all(DAY));
        answers.add(new Answer.OfDocument(16, DAY, new Answer.Opened(base64(SALT), base64(noise))));
        Path challenge = other.resolve("challenge.txt");
        run(0, "sample", "--beacon", BEACON, "--count", "32", folder.toString(), "--out", challenge.toString());

        assertThat(check(challenge, answers, 1)).isEqualTo(1);
        assertThat(said()).contains("holds      entry 15: padding").contains("false      entry 16: ");
    }

    @Test
    void padding_and_erasure_open_nothing_that_is_not_theirs() throws IOException {
        var wrong = new ArrayList<>(all(DAY));
        wrong.set(0, padding(0, PADDING.seed(0)));
        wrong.set(3, padding(3, PADDING.seed(4)));
        wrong.set(4, erased(4, erased.proof(1)));
        wrong.set(1, erased(1, erased.proof(40)));
        assertThat(check(draw(16), wrong, 1)).isEqualTo(1);
        assertThat(said())
                .contains("false      entry 0: it does not open the entry")
                .contains("false      entry 1: the statement at 2 is not of the erasure of this entry")
                .contains("false      entry 3: it does not open the entry")
                .contains("false      entry 4: what erased it stands before it in the log");
    }

    @Test
    void without_the_key_padding_looks_like_a_fact_and_with_it_it_is_the_same_again() {
        var padding = Padding.keyed(List.of("att", "consent"), PADDING);
        var types = new HashSet<String>();
        for (long index = 0; index < 64; index++) {
            LogEntry entry = LogEntry.parse(padding.at(index).entry()).orElseThrow();
            types.add(entry.type());
            assertThat(padding.at(index)).isEqualTo(padding.at(index)).isNotEqualTo(padding.at(index + 1));
        }
        assertThat(types).containsExactlyInAnyOrder("att", "consent");
        assertThat(new PaddingKey(new byte[32]).seed(0)).isNotEqualTo(PADDING.seed(0));
        assertThat(PADDING).hasToString("key of padding");
    }

    private List<Answer> all(LocalDate given) {
        var answers = new ArrayList<Answer>();
        answers.add(new Answer.OfDocument(0, given, new Answer.Opened(base64(SALT), base64(STATEMENT))));
        answers.add(new Answer.OfErased(
                1, given, new Answer.Erased(2, new Answer.Opened("-", base64(erasure.bytes())), erased.proof(1))));
        answers.add(new Answer.OfDocument(2, given, new Answer.Opened("-", base64(erasure.bytes()))));
        for (long entry = 3; entry < 16; entry++) {
            answers.add(new Answer.OfPadding(entry, given, base64(PADDING.seed(entry))));
        }
        return answers;
    }

    private static Answer padding(long entry, byte[] seed) {
        return new Answer.OfPadding(entry, DAY, base64(seed));
    }

    private Answer erased(long entry, ErasedEntries.Proof proof) {
        return new Answer.OfErased(
                entry, DAY, new Answer.Erased(2, new Answer.Opened("-", base64(erasure.bytes())), proof));
    }

    private Path draw(int count) {
        Path file = folder.resolve("challenge-%d-%s.txt".formatted(count, UUID.randomUUID()));
        assertThat(run(
                        0,
                        "sample",
                        "--beacon",
                        BEACON,
                        "--count",
                        "" + count,
                        folder.toString(),
                        "--out",
                        file.toString()))
                .isZero();
        assertThat(said()).contains("asks for %d of 16 entries, each to be opened by 2026-11-28".formatted(count));
        return file;
    }

    private int check(Path challenge, List<Answer> answers, int daysLater) throws IOException {
        Path file = folder.resolve("answers.txt");
        try (OutputStream to = Files.newOutputStream(file)) {
            Answers written = Answers.begin(to);
            for (Answer answer : answers) {
                written.add(answer);
            }
        }
        return run(daysLater, "sample", "--check", challenge.toString(), file.toString(), folder.toString());
    }

    private int run(int daysLater, String... words) {
        out.reset();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return LogProgram.run(
                new Caller("firsthand log", stream, stream),
                List.of(words),
                InstantSource.fixed(DAY.plusDays(daysLater).atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static SignedNote note(long size) {
        return SignedNote.of(new Checkpoint(Logs.ORIGIN, size, TreeHash.EMPTY_ROOT.base64()), List.of());
    }

    private static Submission fact(long number, String type, byte[] commitment) {
        return new Submission(
                new FactId(new UUID(5, number)), LogEntry.of(type, commitment).bytes());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
