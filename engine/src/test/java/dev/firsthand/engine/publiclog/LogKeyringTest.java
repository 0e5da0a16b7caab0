package dev.firsthand.engine.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.evidence.attestation.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyringTest {
    @TempDir
    private Path folder;

    @Test
    void keys_are_made_once_private_and_keep_the_name_of_their_log() throws IOException {
        var vault = new MemoryVault();
        LogKeys made = LogKeyring.open(folder, vault, "log.example").of("log.example");
        LogKeyring ring = LogKeyring.open(folder, vault, "another.example");
        LogKeys again = ring.of(ring.first());

        assertThat(again.origin()).isEqualTo("log.example");
        assertThat(again.verifiers()).isEqualTo(made.verifiers()).hasSize(2);
        assertThat(again.trusted()).isEqualTo(made.trusted());
        assertThat(TrustedKeys.parse(made.trusted())).isNotNull();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void keys_do_not_open_with_another_vault() throws IOException {
        LogKeyring.open(folder, new MemoryVault(), "log.example");

        assertThatThrownBy(() -> LogKeyring.open(folder, new MemoryVault(), "log.example"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not open");
    }
}
