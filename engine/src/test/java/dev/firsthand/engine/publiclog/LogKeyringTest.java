package dev.firsthand.engine.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyringTest {
    private static final Instant TURN = Instant.parse("2026-03-01T00:00:00Z");

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
    void once_the_key_of_statements_is_replaced_the_old_one_is_believed_of_earlier_times_alone() throws IOException {
        var vault = new MemoryVault();
        LogKeyring ring = LogKeyring.open(folder, vault, "log.example");
        List<SigningKey> stolen = ring.statements().signing();

        ring.rotateStatements(TURN);
        for (LogKeyring one : List.of(ring, LogKeyring.open(folder, vault, "log.example"))) {
            TrustedKeys trusted = TrustedKeys.parse(one.of("log.example").trusted());
            List<SigningKey> signing = one.statements().signing();
            assertThat(signing).hasSize(1).isNotEqualTo(stolen);
            assertThat(trusted.open(stated(TURN, signing), 0)).isInstanceOf(EnvelopeCheck.Verified.class);
            assertThat(trusted.open(stated(TURN.minusMillis(1), stolen), 0)).isInstanceOf(EnvelopeCheck.Verified.class);
            assertThat(trusted.open(stated(TURN, stolen), 0)).isInstanceOf(EnvelopeCheck.Refused.class);
        }
    }

    private static Envelope stated(Instant at, List<SigningKey> keys) {
        var subject = new Statement.Subject("episode-000000", Sha256.of(new byte[1]));
        return Envelope.sign(
                Statement.of(Step.QC, at, List.of(subject), new Statement.Predicate(Map.of(), List.of())), keys);
    }

    @Test
    void keys_do_not_open_with_another_vault() throws IOException {
        LogKeyring.open(folder, new MemoryVault(), "log.example");

        assertThatThrownBy(() -> LogKeyring.open(folder, new MemoryVault(), "log.example"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not open");
    }
}
