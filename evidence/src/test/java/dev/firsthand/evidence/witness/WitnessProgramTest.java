package dev.firsthand.evidence.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.command.Caller;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.note.KeyFile;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.KeySecret;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What it says to whoever starts it wrongly; that it works is shown by the server's and the follower's tests.
@Timeout(60) // a start that is not refused would serve until it is stopped
class WitnessProgramTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(
                folder.resolve("logs.txt"),
                "log %s\nquorum none\n"
                        .formatted(Logs.signer().verifiers().getFirst().text()));
        Files.writeString(folder.resolve("secret.txt"), "a long passphrase\n");
        Files.writeString(folder.resolve("empty.txt"), "\n");
        Files.createDirectories(folder.resolve("witness"));
        var random = new SeededRandom(91);
        KeyFile.write(
                folder.resolve("witness/ed25519.key"),
                SigningKey.generate("w.example", KeyKind.ED25519_COSIGNATURE, random),
                KeySecret.passphrase("a long passphrase".toCharArray()),
                random);
    }

    @Test
    void each_wrong_start_is_2_and_says_what_to_mend() throws IOException {
        assertRefused("--folder is missing", "--name", "w.example");
        assertRefused("the first line of the passphrase file is empty", start("w.example", "empty.txt"));
        assertRefused("`ftp://x` is no address of a log", start("w.example", "secret.txt", "--follow", "ftp://x"));
        assertRefused("there is no port 70000", start("w.example", "secret.txt", "--port", "70000"));
        assertRefused("`more` belongs to no option", start("w.example", "secret.txt", "more"));
        assertRefused(
                "the keys in the folder are of w.example, not of other.example", start("other.example", "secret.txt"));

        Files.delete(folder.resolve("witness/ed25519.key"));
        assertRefused("`a b` is no name of a witness", start("a b", "secret.txt"));
        Files.writeString(folder.resolve("logs.txt"), "log nonsense\nquorum none\n");
        assertRefused("policy, line 1", start("w.example", "secret.txt"));
    }

    @Test
    void keys_that_do_not_open_are_a_failure_and_no_wrong_use() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "another\n");
        assertThat(run(start("w.example", "secret.txt"))).isEqualTo(1);
        assertThat(text()).contains("does not open with this secret");
    }

    @Test
    void a_witness_runs_once_in_its_folder() throws IOException {
        try (var other = DirectoryLogFiles.openForWriting(folder.resolve("witness/seen"))) {
            assertThat(other.list("")).isNotNull();
            assertRefused("is this witness running already?", start("w.example", "secret.txt"));
        }
    }

    private String[] start(String name, String passphrase, String... more) {
        var words = new ArrayList<>(List.of(
                "--folder", folder.resolve("witness").toString(),
                "--name", name,
                "--logs", folder.resolve("logs.txt").toString(),
                "--passphrase", folder.resolve(passphrase).toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private void assertRefused(String why, String... words) {
        assertThat(run(words)).as(why).isEqualTo(2);
        assertThat(text()).startsWith("firsthand witness: ").contains(why);
    }

    private int run(String... words) {
        said.reset();
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var err = new PrintStream(said, true, StandardCharsets.UTF_8);
        return WitnessProgram.run(new Caller("firsthand witness", out, err), List.of(words));
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
