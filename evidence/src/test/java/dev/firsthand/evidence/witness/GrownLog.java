package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A log with a checkpoint at each multiple of sixteen, and whoever forks it.
final class GrownLog {
    static final List<SigningKey> WITNESS_KEYS = List.of(
            SigningKey.generate("witness.example/union", KeyKind.ED25519_COSIGNATURE, new SeededRandom(31)),
            SigningKey.generate("witness.example/union", KeyKind.ML_DSA_44_COSIGNATURE, new SeededRandom(32)));

    final LogReader reader;

    /// By size / 16.
    final List<SignedNote> checkpoints = new ArrayList<>();

    private GrownLog(long firstFact, int batches) throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = Sequencer.open(files, Logs.signer(), Logs.padding(4));
        checkpoints.add(sequencer.checkpoint());
        for (int i = 0; i < batches; i++) {
            sequencer.commit(Logs.facts(firstFact + i * 16L, firstFact + i * 16L + 16));
            checkpoints.add(sequencer.checkpoint());
        }
        reader = new LogReader(files);
    }

    static GrownLog of(int batches) throws IOException {
        return new GrownLog(0, batches);
    }

    /// Another history, signed with the same keys.
    static GrownLog fork(int batches) throws IOException {
        return new GrownLog(1_000_000, batches);
    }

    /// The body of a call that brings a witness from one size to another.
    byte[] call(int from, int to) throws IOException {
        return AddCheckpoint.of(
                        from * 16L, reader.proofs(to * 16L).consistency(from * 16L, to * 16L), checkpoints.get(to))
                .bytes();
    }
}
