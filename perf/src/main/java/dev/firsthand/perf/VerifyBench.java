package dev.firsthand.perf;

import dev.firsthand.evidence.merkle.Proofs;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.proof.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// `firsthand verify` as a process of its own, from its start to its verdict: the copy of a release with all its
/// files, and a release so large that nothing of it may be held in memory. And how large one proof is.
public final class VerifyBench {
    private static final String NAME = "evidence";
    private static final String MAIN = "dev.firsthand.evidence.proof.VerifyProgram";
    private static final double SECONDS = 10;
    private static final double MEGABYTES = 256;
    private static final double PROOF_BYTES = 8_500;
    private static final long TEN_MILLION = 10_000_000;
    private static final int FILE_BYTES = 3_000_000;

    /// Fewer for a try: `-Dfirsthand.perf.episodes=2000`.
    private static final int MANY = Integer.getInteger("firsthand.perf.episodes", 100_000);

    private final BenchOptions options;

    private VerifyBench(BenchOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var bench = new VerifyBench(BenchOptions.of(arguments, 0));
        proofSize();
        bench.wholeCopy();
        bench.manyEpisodes();
    }

    private void wholeCopy() throws IOException, InterruptedException {
        int episodes = Math.min(1_000, MANY);
        Path folder = options.work().resolve("copy");
        new ProvenCopy(folder, new ProvenCopy.Shape(episodes, episodes, FILE_BYTES)).write();
        Folders.settle();
        var seconds = new Series();
        for (int round = 0; round < options.rounds(); round++) {
            seconds.add(verify(folder, "-Xmx512m").seconds());
        }
        Folders.delete(folder);
        Figure.of(NAME, "verify-copy", seconds.median(), "s")
                .atMost(SECONDS)
                .with("runs", seconds.runs())
                .with("episodes", episodes)
                .with("bytesOfFiles", (long) episodes * FILE_BYTES)
                .print();
    }

    /// One chain of steps stands for all of them: every signature is checked again all the same.
    private void manyEpisodes() throws IOException, InterruptedException {
        Path folder = options.work().resolve("many");
        Path proof = new ProvenCopy(folder, new ProvenCopy.Shape(MANY, 1, 0)).write();
        Ran ran = verify(proof, "-Xmx128m");
        Folders.delete(folder);
        Figure.of(NAME, "verify-many-peak-memory", ran.peakBytes() / 1e6, "MB")
                .atMost(MEGABYTES)
                .with("episodes", MANY)
                .with("seconds", Figure.rounded(ran.seconds()))
                .with("options", "-Xmx128m")
                .print();
    }

    private record Ran(double seconds, long peakBytes) {}

    private static Ran verify(Path path, String memory) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        long began = System.nanoTime();
        Process process = new ProcessBuilder(
                        java,
                        memory,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MAIN,
                        path.toString())
                .redirectErrorStream(true)
                .start();
        try (var watch = new ProcessWatch(process.toHandle())) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("the release does not hold: " + said);
            }
            return new Ran((System.nanoTime() - began) / 1e9, watch.rootPeakBytes());
        }
    }

    /// With signatures of both kinds by the log and by one witness.
    private static void proofSize() throws IOException {
        String log = "log.example.org/firsthand/2026";
        var checkpoint = new Checkpoint(log, TEN_MILLION, TreeHash.EMPTY_ROOT.base64());
        var random = new SecureRandom();
        var note = SignedNote.of(
                checkpoint,
                Stream.of(
                                SigningKey.generate(log, KeyKind.ED25519, random),
                                SigningKey.generate(log, KeyKind.ML_DSA_44_COSIGNATURE, random),
                                SigningKey.generate("witness.example.net/union", KeyKind.ED25519_COSIGNATURE, random),
                                SigningKey.generate("witness.example.net/union", KeyKind.ML_DSA_44_COSIGNATURE, random))
                        .map(key -> key.sign(checkpoint, Instant.EPOCH))
                        .toList());
        List<TreeHash> hashes = new Proofs((height, index) -> TreeHash.EMPTY_ROOT).inclusion(0, TEN_MILLION);
        Figure.of(NAME, "proof-of-10-million-entries", new TlogProof(0, hashes, note).bytes().length, "bytes")
                .atMost(PROOF_BYTES)
                .print();
    }
}
