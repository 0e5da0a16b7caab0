package dev.firsthand.evidence.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Sequencer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyProgramTest {
    private static final long JAR_BYTES_MAX = 1_000_000;
    private static final Path CLASSES = Path.of("target/classes");
    private static final String FIRST = "videos/episode-000000.mp4";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path copy;

    @BeforeEach
    void handOver() throws IOException {
        copy = folder.resolve("copy");
        var release = ProvenRelease.of(2);
        write(copy, release, "episode-000000", "episode-000001");
    }

    @Test
    void a_copy_that_holds_is_0_and_its_first_line_says_whose_word_that_is() {
        assertThat(run(copy)).isZero();
        assertThat(said().getFirst())
                .startsWith("trust")
                .contains("came with the proof itself", "publishes this key elsewhere")
                .contains(Logs.signer().verifiers().getFirst().fingerprint());
        assertThat(said()).anyMatch(line -> line.startsWith("trust") && line.contains("keys.txt"));
        assertThat(said().getLast())
                .contains(
                        "It holds, if the keys above are the operator's. Episodes: 2, of which 2 hold",
                        "Witnesses independent of the operator that signed: 0.");
    }

    @Test
    void with_own_policy_and_keys_nothing_is_taken_on_trust() throws IOException {
        Path policy = Files.copy(copy.resolve("evidence/policy.txt"), folder.resolve("own-policy.txt"));
        Path keys = Files.copy(copy.resolve("evidence/keys.txt"), folder.resolve("own-keys.txt"));

        assertThat(run(copy, "--policy", policy.toString(), "--keys", keys.toString()))
                .isZero();
        assertThat(said()).noneMatch(line -> line.startsWith("trust"));
        assertThat(said().getLast()).startsWith("It holds. Episodes: 2");
    }

    @Test
    void a_copy_by_another_log_is_a_lie_to_whoever_brings_the_policy_along() throws IOException {
        Path policy = Files.writeString(
                folder.resolve("policy.txt"),
                "log %s\nquorum none\n"
                        .formatted(Logs.bothKinds().verifiers().getLast().text()));

        assertThat(run(copy, "--policy", policy.toString())).isEqualTo(1);
        assertThat(said()).anyMatch(line -> line.startsWith("lies       checkpoint"));
    }

    @Test
    void each_altered_missing_or_added_file_is_named() throws IOException {
        Files.writeString(copy.resolve(FIRST), "another video");
        Files.delete(copy.resolve("videos/episode-000001.mp4"));
        Files.writeString(copy.resolve("videos/more.mp4"), "unasked");

        assertThat(run(copy)).isEqualTo(1);
        assertThat(said())
                .contains(
                        "lies       %s: the file is not the one that was released".formatted(FIRST),
                        "lies       videos/episode-000001.mp4: the file is missing",
                        "unnamed    videos/more.mp4: the release says nothing of this file")
                .noneMatch(line -> line.startsWith("unnamed") && line.contains("evidence/"));
        assertThat(said().getLast()).startsWith("Do not rely on it: 2 lies");
    }

    @Test
    void a_file_that_is_only_beside_the_release_is_told_but_no_lie() throws IOException {
        Files.writeString(copy.resolve("notes of mine.txt"), "mine");

        assertThat(run(copy)).isZero();
        assertThat(said().getLast()).contains("1 file in the folder the release does not name");
    }

    @Test
    void every_byte_of_the_proof_and_of_what_came_with_it_matters() throws IOException {
        for (String name : List.of("release.proof", "policy.txt", "keys.txt")) {
            Path file = copy.resolve("evidence").resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            byte[] flipped = bytes.clone();
            flipped[bytes.length / 2] ^= 1;
            Files.write(file, flipped);
            assertThat(run(copy)).as(name).isEqualTo(1);
            Files.write(file, bytes);
        }
        assertThat(run(copy)).isZero();
    }

    @Test
    void episodes_that_hold_are_counted_unless_all_are_asked_for_and_lies_always_said() throws IOException {
        run(copy);
        assertThat(said())
                .contains("holds      2 episodes: each in its unbroken chain of steps")
                .noneMatch(line -> line.contains("episode-000000"));
        run(copy, "--all");
        assertThat(said()).contains("holds      episode-000000: 6 steps, capture to label");

        var release = ProvenRelease.of(40);
        for (int i = 0; i < 30; i++) {
            release.chains.put(
                    "episode-%06d".formatted(i), ProvenRelease.chain("episode-%06d".formatted(i), List.of(Step.QC)));
        }
        Files.write(copy.resolve("evidence/release.proof"), release.bundle());
        run(copy);
        assertThat(said().stream().filter(line -> line.startsWith("lies       episode-")))
                .hasSize(30);
        assertThat(said()).contains("holds      10 episodes: each in its unbroken chain of steps");
    }

    @Test
    void a_withdrawn_episode_is_3_and_its_files_may_be_gone() throws IOException {
        var release = ProvenRelease.of(2);
        release.tombstones.put(
                "episode-000001",
                ProvenRelease.erasure(release.last("episode-000001").payloadSha256()));
        Path superseded = folder.resolve("withdrawn");
        write(superseded, release, "episode-000000");

        assertThat(run(superseded)).isEqualTo(3);
        assertThat(said())
                .contains("withdrawn  videos/episode-000001.mp4: gone with its episode")
                .last()
                .asString()
                .startsWith(
                        "Nothing lies, if the keys above are the operator's. Episodes: 2, of which 1 hold and 1 are withdrawn.");
    }

    @Test
    void a_receipt_is_checked_by_itself() throws IOException {
        Path receipt = Files.write(copy.resolve("evidence/receipt.proof"), VerifierTest.receipt());

        assertThat(run(receipt)).isZero();
        assertThat(said()).anyMatch(line -> line.startsWith("holds      receipt: consent of"));
        assertThat(said().getLast()).startsWith("It holds, if the keys above are the operator's. Witnesses");
    }

    @Test
    void a_bundle_without_its_folder_says_that_the_files_were_not_looked_at() {
        assertThat(run(copy.resolve("evidence/release.proof"))).isZero();
        assertThat(said().getLast()).contains("The files themselves were not looked at");
    }

    @Test
    void one_entry_is_checked_with_its_proof() throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = Sequencer.open(files, Logs.signer(), Logs.padding(8));
        sequencer.commit(Logs.facts(0, 5));
        var proof = new TlogProof(3, new LogReader(files).proofs(16).inclusion(3, 16), sequencer.checkpoint());
        Path file = Files.write(copy.resolve("evidence/one.tlog-proof"), proof.bytes());
        Path entry = Files.write(folder.resolve("entry"), Logs.entry(3));
        Path other = Files.write(folder.resolve("other"), Logs.entry(4));

        assertThat(run(file, "--entry", entry.toString())).isZero();
        assertThat(said()).anyMatch(line -> line.contains("entry 3 of " + Logs.ORIGIN));
        assertThat(run(file, "--entry", other.toString())).isEqualTo(1);
        assertThat(run(file)).isEqualTo(2);
        assertThat(text(err)).contains("give it with --entry FILE");
        Path cut = Files.write(copy.resolve("evidence/cut"), Arrays.copyOf(proof.bytes(), proof.bytes().length - 9));
        assertThat(run(cut, "--entry", entry.toString()))
                .as("a lie, no wrong use")
                .isEqualTo(1);
    }

    @Test
    void wrong_use_is_2_and_says_what_to_do() throws IOException {
        assertThat(run(folder)).isEqualTo(2);
        assertThat(text(err)).contains("holds no evidence/release.proof", "as it was handed over");
        assertThat(run(folder.resolve("nowhere"))).isEqualTo(2);
        assertThat(text(err)).contains("there is nothing at");
        assertThat(run(copy, "--nonsense")).isEqualTo(2);
        assertThat(text(err)).contains("no option --nonsense");
        assertThat(run(copy, "--policy")).isEqualTo(2);
        assertThat(run(copy, "--policy", copy.resolve("evidence/keys.txt").toString()))
                .isEqualTo(2);
        Files.delete(copy.resolve("evidence/policy.txt"));
        assertThat(run(copy)).isEqualTo(2);
        assertThat(text(err)).contains("give --policy FILE");
        assertThat(run(copy, "--help")).isZero();
    }

    @Test
    void programs_read_one_object_a_line_and_a_summary() throws IOException {
        run(copy, "--json", "--all");

        assertThat(said())
                .contains("{\"part\":\"episode-000000\",\"result\":\"holds\",\"text\":\"6 steps, capture to label\"}");
        assertThat(said().getLast())
                .startsWith("{\"episodes\":2,\"episodesHolding\":2,\"episodesWithdrawn\":0,\"exit\":0,\"lies\":0,")
                .contains("\"unnamed\":0,\"witnesses\":0}");
    }

    @Test
    void it_runs_from_its_own_classes_alone_which_are_small() throws Exception {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isLessThan(JAR_BYTES_MAX);

        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        CLASSES.toAbsolutePath().toString(),
                        "--limit-modules",
                        "java.base",
                        VerifyProgram.class.getName(),
                        copy.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as(said).isZero();
        assertThat(said).contains("Episodes: 2, of which 2 hold");
    }

    private static void write(Path copy, ProvenRelease release, String... episodes) throws IOException {
        Files.createDirectories(copy.resolve("evidence"));
        Files.createDirectories(copy.resolve("videos"));
        Files.write(copy.resolve("evidence/release.proof"), release.bundle());
        Files.writeString(copy.resolve("evidence/policy.txt"), ProvenRelease.policy());
        Files.writeString(copy.resolve("evidence/keys.txt"), ProvenRelease.keys());
        for (String episode : episodes) {
            Files.write(copy.resolve("videos/%s.mp4".formatted(episode)), ProvenRelease.content(episode));
        }
    }

    private int run(Path path, String... options) {
        out.reset();
        err.reset();
        return VerifyProgram.run(
                Stream.concat(Stream.of(path.toString()), Stream.of(options)).toList(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> said() {
        return text(out).lines().toList();
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
