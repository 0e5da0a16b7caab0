package dev.firsthand.evidence.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.merkle.Proofs;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {
    private static final long TEN_MILLION = 10_000_000;
    private static final int BYTES_MAX = 8_500;

    @Test
    void a_proof_shows_its_entry_and_no_other() throws IOException {
        var proof = TlogProof.parse(proof(5).bytes());
        var policy = Policy.parse(ProvenRelease.utf8(ProvenRelease.policy()));

        assertThat(proof).isEqualTo(proof(5));
        assertThat(proof.check(Logs.entry(5), policy)).isInstanceOf(PartResult.Holds.class);
        assertThat(proof.check(Logs.entry(6), policy)).isInstanceOf(PartResult.Lie.class);
        assertThat(new TlogProof(4, proof.hashes(), proof.checkpoint()).check(Logs.entry(5), policy))
                .isInstanceOf(PartResult.Lie.class);
    }

    @Test
    void a_line_extra_is_read_over() throws IOException {
        String text = new String(proof(5).bytes(), StandardCharsets.UTF_8);

        assertThat(TlogProof.parse(ProvenRelease.utf8(text.replace("@v1\n", "@v1\nextra AAAA\n"))))
                .isEqualTo(proof(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tlog-proof@v1>tlog-proof@v2",
                "index 5>index 05",
                "index 5>indes 5",
                "index 5>index -5",
                "index 5\n>index 5\nAAAA\n"
            })
    void what_is_no_proof_is_refused(String change) throws IOException {
        String text = new String(proof(5).bytes(), StandardCharsets.UTF_8);
        String[] fromTo = change.split(">", 2);
        assertThat(text).contains(fromTo[0]);

        assertThatThrownBy(() -> TlogProof.parse(ProvenRelease.utf8(text.replace(fromTo[0], fromTo[1]))))
                .isInstanceOf(ProofFormatException.class);
    }

    @Test
    void a_proof_for_ten_million_entries_with_signatures_of_both_kinds_of_log_and_witness_is_small()
            throws IOException {
        var proofs = new Proofs((height, index) -> TreeHash.EMPTY_ROOT);
        var checkpoint = new Checkpoint("log.example.org/firsthand/2026", TEN_MILLION, TreeHash.EMPTY_ROOT.base64());
        var signatures = new ArrayList<>(List.of(
                key("log.example.org/firsthand/2026", KeyKind.ED25519, 1).sign(checkpoint, Logs.TIME),
                key("log.example.org/firsthand/2026", KeyKind.ML_DSA_44_COSIGNATURE, 2)
                        .sign(checkpoint, Logs.TIME),
                key("witness.example.net/union", KeyKind.ED25519_COSIGNATURE, 3).sign(checkpoint, Logs.TIME),
                key("witness.example.net/union", KeyKind.ML_DSA_44_COSIGNATURE, 4)
                        .sign(checkpoint, Logs.TIME)));
        int longest = 0;
        for (long index = 0; index < TEN_MILLION; index += 99_991) {
            var proof =
                    new TlogProof(index, proofs.inclusion(index, TEN_MILLION), SignedNote.of(checkpoint, signatures));
            longest = Math.max(longest, proof.bytes().length);
        }

        assertThat(longest).isLessThanOrEqualTo(BYTES_MAX).isGreaterThan(8_000);
    }

    private static TlogProof proof(long index) throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = Sequencer.open(files, Logs.signer(), Logs.padding(1));
        sequencer.commit(Logs.facts(0, 20));
        return new TlogProof(index, new LogReader(files).proofs(32).inclusion(index, 32), sequencer.checkpoint());
    }

    private static SigningKey key(String name, KeyKind kind, long seed) {
        return SigningKey.generate(name, kind, new SeededRandom(seed));
    }
}
