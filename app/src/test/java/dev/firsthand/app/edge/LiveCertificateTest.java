package dev.firsthand.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCertificateTest {
    private final Instant now = InstantSource.system().instant().plus(Duration.ofHours(1));
    private static final Duration LOOKS = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void changed_files_are_taken_without_a_restart_and_files_that_cannot_serve_are_not(@TempDir Path folder)
            throws Exception {
        PemFiles.write(folder, now);
        var files = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        try (LiveCertificate live = LiveCertificate.watched(files, InstantSource.fixed(now), LOOKS)) {
            live.factory().start();
            String first = served(live);
            assertThat(first).isEqualTo(files.read(now).fingerprint());

            String key = Files.readString(files.key());
            Files.writeString(files.key(), "half a ke");
            LockSupport.parkNanos(10 * LOOKS.toNanos());
            assertThat(served(live)).isEqualTo(first);
            Files.writeString(files.key(), key);

            PemFiles.write(folder, now);
            String second = files.read(now).fingerprint();
            assertThat(second).isNotEqualTo(first);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!served(live).equals(second) && System.nanoTime() < end) {
                LockSupport.parkNanos(LOOKS.toNanos());
            }
            assertThat(served(live)).isEqualTo(second);
            live.factory().stop();
        }
    }

    private static String served(LiveCertificate live) throws Exception {
        return Identity.fingerprint(live.factory().getKeyStore().getCertificate("firsthand"));
    }
}
