package dev.firsthand.evidence.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.log.LogFiles;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessTest {
    private final MemoryLogFiles files = new MemoryLogFiles();
    private final Witness witness = witness(files);

    @Test
    void a_log_that_grows_is_cosigned_with_each_key_and_remembered() throws IOException {
        var log = GrownLog.of(5);

        for (int[] step : new int[][] {{0, 1}, {1, 2}, {2, 2}, {2, 5}}) {
            assertThat(witness.add(log.call(step[0], step[1])))
                    .isInstanceOfSatisfying(WitnessAnswer.Cosigned.class, cosigned -> {
                        SignedNote note = SignedNote.of(checkpoint(log, step[1]), cosigned.signatures());
                        assertThat(note.check(witness.verifiers()))
                                .isInstanceOfSatisfying(
                                        NoteCheck.Signed.class,
                                        signed -> assertThat(signed.by()).hasSize(2));
                    });
        }
        assertThat(witness.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.at()).contains(Logs.TIME);
            assertThat(seen.refused()).isZero();
        });
        byte[] served = witness.checkpoint(Witness.hash(Logs.ORIGIN)).orElseThrow();
        assertThat(SignedNote.parse(served).checkpoint().size()).isEqualTo(80);
        assertThat(SignedNote.parse(served).signatures()).hasSize(3);
    }

    @Test
    void a_fork_is_refused_with_422_kept_as_evidence_and_changes_nothing() throws IOException {
        var log = GrownLog.of(3);
        var fork = GrownLog.fork(3);
        witness.add(log.call(0, 2));

        assertThat(witness.add(fork.call(2, 3)).status()).isEqualTo(422);
        assertThat(witness.add(fork.call(2, 2)).status()).isEqualTo(422);
        assertThat(witness.seen().getFirst().refused())
                .as("two checkpoints of one size: one of them is a lie")
                .isEqualTo(1);
        assertThat(files.read(Witness.hash(Logs.ORIGIN) + "/refused/000")).contains(fork.call(2, 2));
        assertThat(files.read(Witness.hash(Logs.ORIGIN) + "/unproven/000")).contains(fork.call(2, 3));
        assertThat(witness.add(log.call(2, 3)).status()).isEqualTo(200);
    }

    @Test
    void what_was_seen_outlives_a_restart() throws IOException {
        witness.add(GrownLog.of(2).call(0, 2));

        assertThat(witness(files).add(GrownLog.fork(3).call(0, 3))).isEqualTo(new WitnessAnswer.OtherSize(32));
        assertThat(witness(files).add(GrownLog.fork(3).call(2, 3)).status()).isEqualTo(422);
    }

    @Test
    void each_refusal_has_the_status_of_the_specification() throws IOException {
        var log = GrownLog.of(4);
        witness.add(log.call(0, 2));

        assertThat(witness.add(log.call(1, 3))).isEqualTo(new WitnessAnswer.OtherSize(32));
        assertThat(witness.add(replaced(log.call(2, 3), "old 32", "old 64")).status())
                .isEqualTo(400);
        assertThat(witness.add(replaced(log.call(2, 3), Logs.ORIGIN + "\n", "other.example\n"))
                        .status())
                .isEqualTo(404);
        assertThat(witness.add(replaced(log.call(2, 3), "\n48\n", "\n49\n")).status())
                .isEqualTo(403);
        assertThat(witness.add(replaced(log.call(2, 3), "\u2014 " + Logs.ORIGIN, "\u2014 stranger.example"))
                        .status())
                .isEqualTo(403);
        assertThat(witness.add(AddCheckpoint.of(32, List.of(), log.checkpoints.get(3))
                                .bytes())
                        .status())
                .isEqualTo(422);
        assertThat(witness.add(AddCheckpoint.of(32, List.of(TreeHash.EMPTY_ROOT), log.checkpoints.get(2))
                                .bytes())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void an_empty_tree_has_the_empty_root_and_nothing_is_proven_from_it() throws IOException {
        var log = GrownLog.of(1);
        assertThat(witness.add(log.call(0, 0)).status()).isEqualTo(200);
        assertThat(witness.add(AddCheckpoint.of(0, List.of(TreeHash.EMPTY_ROOT), log.checkpoints.get(1))
                                .bytes())
                        .status())
                .isEqualTo(422);

        var wrong = new Checkpoint(Logs.ORIGIN, 0, TreeHash.leaf(new byte[0]).base64());
        var note = SignedNote.of(wrong, List.of(Logs.signer().keys().getFirst().sign(wrong, Logs.TIME)));
        assertThat(witness.add(AddCheckpoint.of(0, List.of(), note).bytes()).status())
                .isEqualTo(422);
        assertThat(witness.add(log.call(0, 1)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "old 0",
                "old 00\n\n",
                "old -1\n\n",
                "new 0\n\n",
                "old 0\nAAAA\n\n",
                "old 0\n\nnonsense",
                "old 18446744073709551616\n\n"
            })
    void a_body_that_cannot_be_read_is_400(String head) throws IOException {
        byte[] note = GrownLog.of(1).checkpoints.get(1).bytes();
        var body = (head + (head.endsWith("\n\n") ? new String(note, StandardCharsets.UTF_8) : ""))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(witness.add(body).status()).isEqualTo(400);
    }

    @Test
    void sixty_three_lines_of_proof_are_read_and_one_more_is_400() throws IOException {
        var note = GrownLog.of(1).checkpoints.get(1);
        var proof = new ArrayList<TreeHash>();
        for (int i = 0; i < 63; i++) {
            proof.add(TreeHash.EMPTY_ROOT);
        }
        assertThat(witness.add(AddCheckpoint.of(0, proof, note).bytes()).status())
                .isEqualTo(422);
        proof.add(TreeHash.EMPTY_ROOT);
        assertThat(witness.add(AddCheckpoint.of(0, proof, note).bytes()).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"3", "4", "5"})
    void of_many_who_race_one_goes_on_and_nothing_is_rolled_back(int rounds) throws Exception {
        var log = GrownLog.of(rounds);
        var fork = GrownLog.fork(rounds);
        for (int from = 0; from < rounds; from++) {
            var calls = new ArrayList<Callable<WitnessAnswer>>();
            for (int to = from + 1; to <= rounds; to++) {
                byte[] one = log.call(from, to);
                byte[] other = fork.call(from, to);
                calls.add(() -> witness.add(one));
                calls.add(() -> witness.add(other));
            }
            var cosigned = new ArrayList<WitnessAnswer>();
            long before = size();
            try (var threads = Executors.newFixedThreadPool(4)) {
                for (Future<WitnessAnswer> answer : threads.invokeAll(calls)) {
                    if (answer.get() instanceof WitnessAnswer.Cosigned one) {
                        cosigned.add(one);
                    }
                }
            }
            assertThat(cosigned).hasSizeLessThanOrEqualTo(1);
            assertThat(size()).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void nothing_is_signed_for_what_could_not_be_stored() {
        var failing = new FailingFiles();

        assertThatThrownBy(() -> witness(failing).add(GrownLog.of(1).call(0, 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void proofs_of_nothing_raise_no_alarm_and_leave_room_for_a_fork() throws IOException {
        var log = GrownLog.of(2);
        witness.add(log.call(0, 1));
        for (int i = 0; i < Witness.REFUSED_MAX + 5; i++) {
            witness.add(AddCheckpoint.of(16, List.of(), log.checkpoints.get(2)).bytes());
        }

        assertThat(files.list(Witness.hash(Logs.ORIGIN) + "/unproven")).hasSize(Witness.REFUSED_MAX);
        assertThat(witness.seen().getFirst().refused()).isZero();
        witness.add(GrownLog.fork(2).call(1, 1));
        assertThat(witness.seen().getFirst().refused()).isEqualTo(1);
    }

    @Test
    void a_witness_signs_with_keys_of_cosignatures_alone() {
        var plain = SigningKey.generate("witness.example", KeyKind.ED25519, new SeededRandom(1));

        assertThatThrownBy(() -> new Witness(files, List.of(), List.of(plain), InstantSource.fixed(Logs.TIME)))
                .hasMessageContaining("keys of cosignatures");
    }

    private long size() throws IOException {
        Optional<byte[]> stored = witness.checkpoint(Witness.hash(Logs.ORIGIN));
        return stored.isPresent() ? SignedNote.parse(stored.get()).checkpoint().size() : 0;
    }

    static Witness witness(LogFiles files) {
        return new Witness(files, Logs.signer().verifiers(), GrownLog.WITNESS_KEYS, InstantSource.fixed(Logs.TIME));
    }

    private static Checkpoint checkpoint(GrownLog log, int at) {
        try {
            return log.checkpoints.get(at).checkpoint();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] replaced(byte[] body, String from, String to) {
        String text = new String(body, StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private static final class FailingFiles implements LogFiles {
        @Override
        public void put(Map<String, byte[]> files) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.empty();
        }

        @Override
        public List<String> list(String folder) {
            return List.of();
        }

        @Override
        public void remove(String path) {}

        @Override
        public void close() {}
    }
}
