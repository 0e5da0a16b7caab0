package dev.firsthand.evidence.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyProgramTest {
    private static final long JAR_BYTES_MAX = 1_000_000;
    private static final Path CLASSES = Path.of("target/classes");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.write(folder.resolve("release.proof"), ProvenRelease.of(2).bundle());
        Files.writeString(folder.resolve("policy.txt"), ProvenRelease.policy());
        Files.writeString(folder.resolve("keys.txt"), ProvenRelease.keys());
    }

    @Test
    void what_holds_is_printed_and_the_exit_code_is_0() {
        assertThat(run("release.proof", "--policy", "policy.txt", "--keys", "keys.txt"))
                .isZero();
        assertThat(text(out).lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).startsWith("holds"));
        assertThat(text(err)).contains("4 hold, 0 withdrawn, 0 lie");
    }

    @Test
    void a_lie_is_1_a_withdrawal_3_and_wrong_use_2() throws IOException {
        byte[] bundle = Files.readAllBytes(folder.resolve("release.proof"));
        bundle[bundle.length / 2] ^= 1;
        Files.write(folder.resolve("lie.proof"), bundle);
        assertThat(run("lie.proof", "--policy", "policy.txt", "--keys", "keys.txt"))
                .isEqualTo(1);

        var withdrawn = ProvenRelease.of(1);
        withdrawn.chains.forEach((episode, links) -> withdrawn.tombstones.put(
                episode, ProvenRelease.erasure(links.getLast().payloadSha256())));
        Files.write(folder.resolve("withdrawn.proof"), withdrawn.bundle());
        assertThat(run("withdrawn.proof", "--policy", "policy.txt", "--keys", "keys.txt"))
                .isEqualTo(3);

        assertThat(run("release.proof")).isEqualTo(2);
        assertThat(run("release.proof", "--policy", "policy.txt", "--keys", "keys.txt", "--nonsense"))
                .isEqualTo(2);
        assertThat(run("nowhere.proof", "--policy", "policy.txt", "--keys", "keys.txt"))
                .isEqualTo(2);
        assertThat(run("release.proof", "--policy", "keys.txt", "--keys", "keys.txt"))
                .isEqualTo(2);
        assertThat(run("--help")).isZero();
    }

    @Test
    void programs_read_one_object_a_line() {
        run("release.proof", "--policy", "policy.txt", "--keys", "keys.txt", "--json");

        assertThat(text(out).lines().skip(1).findFirst())
                .contains("{\"part\":\"episode-000000\",\"result\":\"holds\",\"text\":\"6 steps, capture to label\"}");
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
                        "release.proof",
                        "--policy",
                        "policy.txt",
                        "--keys",
                        "keys.txt")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as(said).isZero();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        var resolved = new ArrayList<String>();
        for (String argument : arguments) {
            resolved.add(
                    argument.startsWith("-")
                            ? argument
                            : folder.resolve(argument).toString());
        }
        return VerifyProgram.run(
                List.copyOf(resolved),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
