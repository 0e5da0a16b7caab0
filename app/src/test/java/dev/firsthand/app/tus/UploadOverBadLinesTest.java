package dev.firsthand.app.tus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.store.MemoryBlobStore;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.upload.CompletedUpload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class UploadOverBadLinesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static UploadServer server;

    @BeforeAll
    static void start() {
        var stores = new Stores(DATABASE.database(), new MemoryBlobStore(), new MemoryVault());
        server = new UploadServer(stores, work, InstantSource.system(), UploadServer.LIMITS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void several_uploads_over_lines_that_are_cut_or_fall_silent_end_with_their_files() throws Exception {
        var owner = server.newPerson();
        List<Future<?>> clients = new ArrayList<>();
        try (var line = new BadLine(server.port(), 150_000, 77);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                byte[] file = bytes(i, 1_200_000);
                var client = new ResumingClient(line::port, owner.value().toString());
                clients.add(threads.submit(() -> {
                    String path = client.begin(file.length);
                    client.finish(path, file);
                    assertWhole(path, file, server.completed(path, owner).orElseThrow());
                    return path;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
            assertThat(line.faults()).isGreaterThan(8);
        }
    }

    private static void assertWhole(String path, byte[] file, CompletedUpload whole) throws IOException {
        assertThat(whole.sha256().reveal()).as(path).isEqualTo(UploadServer.sha256(file));
        assertThat(server.keptSha256(whole)).isEqualTo(UploadServer.sha256(file));
    }

    static byte[] bytes(long seed, int count) {
        var bytes = new byte[count];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
