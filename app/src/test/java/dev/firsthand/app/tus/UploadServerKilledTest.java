package dev.firsthand.app.tus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.tus.TusWire.Answer;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.upload.CompletedUpload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A real server process, killed with SIGKILL in the middle of what it does.
@Timeout(180)
class UploadServerKilledTest {
    private static final int KILLS = 4;
    private static final int FILE_BYTES = 24_000_000;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    @Test
    void a_server_killed_at_any_byte_keeps_what_it_acknowledged_and_the_upload_ends_with_its_file() throws Exception {
        byte[] file = UploadOverBadLinesTest.bytes(9, FILE_BYTES);
        var random = new SplittableRandom(9);
        Stores stores = UploadServer.storesIn(folder, DATABASE.database());
        PersonId owner = PersonId.random();
        stores.vault().create(owner);
        Map<String, String> signed = Map.of("Tus-Resumable", "1.0.0", "Authorization", "Bearer " + owner.value());

        String path = "";
        long acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (var child = new Child()) {
                if (path.isEmpty()) {
                    try (var wire = new TusWire(child.port)) {
                        path = wire.exchange(
                                        "POST",
                                        "/upload",
                                        plus(signed, Map.of("Upload-Length", Integer.toString(file.length))),
                                        new byte[0])
                                .location();
                    }
                }
                acknowledged = sendAndKill(child, path, signed, file, acknowledged, random);
            }
        }
        try (var server = new UploadServer(stores, folder, InstantSource.system(), UploadServer.LIMITS)) {
            new ResumingClient(server::port, owner.value().toString()).finish(path, file);
            CompletedUpload whole = server.completed(path, owner).orElseThrow();
            assertThat(whole.sha256().reveal()).isEqualTo(UploadServer.sha256(file));
            assertThat(server.keptSha256(whole)).isEqualTo(UploadServer.sha256(file));
        }
    }

    /// One small piece that is acknowledged, then a large one in the middle of which the server dies.
    private static long sendAndKill(
            Child child, String path, Map<String, String> signed, byte[] file, long before, SplittableRandom random)
            throws IOException, InterruptedException {
        try (var wire = new TusWire(child.port)) {
            long offset = wire.exchange("HEAD", path, signed, new byte[0]).offset();
            assertThat(offset).isGreaterThanOrEqualTo(before);
            int small = 1 + random.nextInt(200_000);
            Answer acknowledged = wire.exchange(
                    "PATCH",
                    path,
                    plus(signed, piece(offset)),
                    Arrays.copyOfRange(file, (int) offset, (int) offset + small));
            long reached = acknowledged.offset();
            assertThat(reached).isEqualTo(offset + small);
            int begun = 1 + random.nextInt(4_000_000);
            wire.send(
                    "PATCH",
                    path,
                    plus(signed, piece(reached)),
                    file.length - reached,
                    Arrays.copyOfRange(file, (int) reached, (int) Math.min(file.length, reached + begun)));
            child.kill();
            return reached;
        }
    }

    private static Map<String, String> piece(long offset) {
        return Map.of("Content-Type", "application/offset+octet-stream", "Upload-Offset", Long.toString(offset));
    }

    private static Map<String, String> plus(Map<String, String> headers, Map<String, String> more) {
        var all = new HashMap<>(headers);
        all.putAll(more);
        return all;
    }

    private static final class Child implements AutoCloseable {
        private final Process process;
        private final int port;

        Child() throws IOException {
            var address = DATABASE.address();
            this.process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            UploadServer.class.getName(),
                            address.jdbcUrl(),
                            address.user(),
                            address.password(),
                            folder.toString()))
                    .redirectErrorStream(true)
                    .start();
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            while (line != null && !line.startsWith("UP ")) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IOException("the server did not come up");
            }
            this.port = Integer.parseInt(line.substring("UP ".length()));
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
