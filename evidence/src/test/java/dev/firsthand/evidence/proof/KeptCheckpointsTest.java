package dev.firsthand.evidence.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever somebody kept of a log, its checkpoint can be had from it.
class KeptCheckpointsTest {
    @TempDir
    private Path folder;

    @Test
    void a_signed_note_a_proof_of_one_entry_and_a_receipt_give_their_checkpoint() throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = Sequencer.open(files, Logs.signer(), Logs.padding(1));
        sequencer.commit(Logs.facts(0, 20));
        SignedNote note = sequencer.checkpoint();
        var proof = new TlogProof(5, new LogReader(files).proofs(32).inclusion(5, 32), note);

        for (byte[] kept : List.of(note.bytes(), proof.bytes())) {
            assertThat(of(kept))
                    .singleElement()
                    .satisfies(one -> assertThat(one.text()).isEqualTo(note.text()));
        }
        assertThat(of(VerifierTest.receipt())).hasSize(1);
    }

    @Test
    void a_bundle_over_two_logs_gives_both() throws IOException {
        var release = ProvenRelease.of(1);
        release.earlier.addAll(
                release.chains.getOrDefault("episode-000000", List.of()).subList(0, 3));

        var origins = of(release.bundle()).stream()
                .map(KeptCheckpointsTest::checkpoint)
                .map(Checkpoint::origin);
        assertThat(origins).containsExactly(Logs.ORIGIN, Logs.ORIGIN + "/2025");
    }

    @Test
    void anything_else_is_refused() {
        assertThatThrownBy(() -> of(new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> of("hello\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> of(new byte[1 << 20])).hasMessageContaining("too long for a checkpoint");
    }

    private static Checkpoint checkpoint(SignedNote note) {
        try {
            return note.checkpoint();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<SignedNote> of(byte[] kept) throws IOException {
        return KeptCheckpoints.of(Files.write(folder.resolve("kept"), kept));
    }
}
