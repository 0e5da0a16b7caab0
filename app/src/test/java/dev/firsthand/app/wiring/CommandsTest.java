package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program says about itself, and about faults that a person can mend.
class CommandsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "up",
                "demo",
                "verify",
                "log",
                "log info",
                "witness",
                "lerobot",
                "lerobot validate",
                "backup",
                "restore",
                "keys",
                "keys rotate",
                "recall",
                "recall show",
                "recall ack",
                "release",
                "release check",
                "release fetch"
            })
    void every_command_explains_itself_with_an_example_and_says_its_version(String command) {
        for (String help : List.of("--help", "-h")) {
            Said said = Said.to((command + " " + help).strip().split(" ", -1));
            assertThat(said.exit()).isZero();
            assertThat(said.out()).contains("Usage: firsthand", "Example:", "  ./firsthand ");
            assertThat(said.err()).isEmpty();
        }
        for (String version : List.of("--version", "-V")) {
            Said said = Said.to((command + " " + version).strip().split(" ", -1));
            assertThat(said.exit()).isZero();
            assertThat(said.out()).startsWith("firsthand ").hasLineCount(1);
        }
    }

    @Test
    void words_of_the_evidence_commands_reach_them_as_they_were_typed(@TempDir Path folder) {
        assertThat(Said.to("verify", folder.toString(), "--all").exit()).isEqualTo(2);
        assertThat(Said.to("verify", folder.toString(), "--all").err())
                .startsWith("firsthand verify: %s holds no evidence/release.proof".formatted(folder));
        assertThat(Said.to("log", "fsck", "--policy", "x", folder.toString()).err())
                .startsWith("firsthand log: %s holds no log".formatted(folder));
        assertThat(Said.to("witness", "--dance").err()).startsWith("firsthand witness: there is no option --dance");
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_said_so_with_what_to_do(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path data : List.of(file.resolve("below"), Path.of("/proc/nope"))) {
            Said said = Said.to("up", "--port", "0", "--data", data.toString());
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.err())
                    .contains(data.toString(), "Give another path")
                    .contains("cannot be")
                    .hasLineCount(1);
        }
    }

    @Test
    void settings_that_are_not_utf8_are_said_so(@TempDir Path folder) throws IOException {
        Files.write(
                folder.resolve("settings.properties"),
                "controller.name=M\u00fcller".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Said.to("up", "--port", "0", "--data", folder.toString()).err())
                .contains("settings.properties is not UTF-8 text", "Save it as UTF-8")
                .hasLineCount(1);
    }

    @Test
    void one_fault_of_the_settings_is_one_fault(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("settings.properties"), "controler.name=x\n");
        assertThat(Said.to("up", "--port", "0", "--data", folder.toString()).err())
                .contains("settings.properties has 1 fault: controler.name is no setting");
    }

    @Test
    void no_fault_is_said_with_a_bare_path_or_nothing() {
        for (Exception fault : List.of(
                new FileSystemException("/some/place", null, "Operation not permitted"),
                new FileSystemException("/some/place"),
                new AccessDeniedException("/some/place"),
                new UncheckedIOException(new AccessDeniedException("/some/place")))) {
            assertThat(FaultWords.of(fault))
                    .hasValueSatisfying(words ->
                            assertThat(words).startsWith("/some/place ").containsIgnoringCase("give another path"));
        }
        for (Exception fault :
                List.of(new ConnectException(), new IOException(" "), new IllegalArgumentException((String) null))) {
            assertThat(FaultWords.of(fault))
                    .hasValueSatisfying(words -> assertThat(words).contains("Start it again"));
        }
        assertThat(FaultWords.of(new IllegalStateException("a defect"))).isEmpty();
    }
}
