package dev.firsthand.evidence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.command.Caller;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogProgramTest {
    private static final SigningKey WITNESS =
            SigningKey.generate("union.example/w", KeyKind.ED25519_COSIGNATURE, new SeededRandom(51));

    @TempDir
    Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeLog() throws IOException {
        try (var files = DirectoryLogFiles.openForWriting(data.resolve("log"))) {
            var sequencer = Sequencer.open(files, Logs.bothKinds(), Logs.padding(1));
            sequencer.commit(Logs.facts(0, 300));
            var checkpoint = sequencer.checkpoint();
            sequencer.publish(
                    checkpoint.with(List.of(WITNESS.sign(checkpoint.checkpoint(), Logs.TIME.plusSeconds(5)))));
        }
        Files.writeString(
                data.resolve("log/policy.txt"),
                "log %s\nlog %s\nwitness union %s\nquorum none\n"
                        .formatted(
                                Logs.bothKinds().verifiers().get(0).text(),
                                Logs.bothKinds().verifiers().get(1).text(),
                                WITNESS.verifier().text()));
    }

    @Test
    void info_tells_size_age_keys_and_witnesses_of_a_data_folder_and_of_a_logs_own() {
        for (Path folder : List.of(data, data.resolve("log"))) {
            assertThat(run("info", folder.toString())).isZero();
            assertThat(said())
                    .contains("origin     " + Logs.ORIGIN, "entries    304")
                    .contains("signed     2026-11-21T10:00:00Z, 30 s ago")
                    .contains("SHA-256 " + Logs.bothKinds().verifiers().get(0).fingerprint())
                    .contains(Logs.bothKinds().verifiers().get(1).text())
                    .contains("witness    union at 2026-11-21T10:00:05Z")
                    .contains("witnesses  1 independent of the operator");
        }
    }

    @Test
    void info_without_keys_says_that_nothing_was_checked_and_with_wrong_ones_that_it_lies() throws IOException {
        Files.delete(data.resolve("log/policy.txt"));
        assertThat(run("info", data.toString())).isZero();
        assertThat(said()).contains("unchecked", "--policy FILE").doesNotContain("independent");

        Path other = Files.writeString(
                data.resolve("other.txt"),
                "log %s\nquorum none\n"
                        .formatted(SigningKey.generate(Logs.ORIGIN, KeyKind.ED25519, new SeededRandom(9))
                                .verifier()
                                .text()));
        assertThat(run("info", data.toString(), "--policy", other.toString())).isEqualTo(1);
        assertThat(said()).contains("lies       no key of the policy signed the checkpoint");
    }

    @Test
    void fsck_finds_the_log_whole_and_names_what_is_not() throws IOException {
        assertThat(run("fsck", data.toString())).isZero();
        assertThat(said()).startsWith("whole      304 entries have the root");

        Path bundle = data.resolve("log/tile/entries/000");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length - 1] ^= 1;
        Files.write(bundle, bytes);
        assertThat(run("fsck", data.toString())).isEqualTo(1);
        assertThat(said()).contains("wrong      tile/0/000 is not what the entries give");
    }

    @Test
    void wrong_use_is_2_and_says_what_to_do() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("dance")).isEqualTo(2);
        assertThat(said(err)).contains("there is no dance: info, fsck, serve or sample");
        assertThat(run("info", data.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(said(err)).contains("holds no log", "the data folder of a server");
        assertThat(run("serve", data.toString(), "--port", "99999")).isEqualTo(2);
        assertThat(run("serve", data.toString(), "--port", "x")).isEqualTo(2);
        Files.delete(data.resolve("log/policy.txt"));
        assertThat(run("fsck", data.toString())).isEqualTo(2);
        assertThat(said(err)).contains("give --policy FILE");
        assertThat(run("info", "--help")).isZero();
        assertThat(said()).contains("Example:\n  ./firsthand log info firsthand-data");
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        var caller = new Caller(
                "firsthand log",
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return LogProgram.run(caller, List.of(words), InstantSource.fixed(Logs.TIME.plusSeconds(30)));
    }

    private String said() {
        return said(out);
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
