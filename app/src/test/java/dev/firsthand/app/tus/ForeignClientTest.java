package dev.firsthand.app.tus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.store.MemoryBlobStore;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.TestDatabase;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The tus project's own Java client; its JavaScript client is run by `conformance/tus-js`.
@Timeout(60)
class ForeignClientTest {
    private static final byte[] FILE = UploadOverBadLinesTest.bytes(4, 3_000_000);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static UploadServer server;
    static PersonId owner;

    @BeforeAll
    static void start() {
        var stores = new Stores(DATABASE.database(), new MemoryBlobStore(), new MemoryVault());
        server = new UploadServer(stores, work, InstantSource.system(), UploadServer.LIMITS);
        owner = server.newPerson();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tus_java_client_uploads_stops_and_resumes() throws Exception {
        var client = new TusClient();
        client.setUploadCreationURL(URI.create("http://127.0.0.1:%d/upload".formatted(server.port()))
                .toURL());
        client.setHeaders(Map.of("Authorization", "Bearer " + owner.value()));
        client.enableResuming(new TusURLMemoryStore());

        TusUploader first = client.resumeOrCreateUpload(upload());
        first.setChunkSize(300_000);
        first.setRequestPayloadSize(700_000);
        for (int i = 0; i < 4; i++) {
            assertThat(first.uploadChunk()).isPositive();
        }
        first.finish(false);

        TusUploader second = client.resumeUpload(upload());
        assertThat(second.getOffset()).isEqualTo(first.getOffset()).isPositive();
        while (second.uploadChunk() > 0) {
            assertThat(second.getOffset()).isLessThanOrEqualTo(FILE.length);
        }
        second.finish();

        var whole = server.completed(second.getUploadURL().getPath(), owner).orElseThrow();
        assertThat(whole.sha256().reveal()).isEqualTo(UploadServer.sha256(FILE));
        assertThat(whole.metadata().reveal()).isEqualTo("kind dmlkZW8=");
    }

    private static TusUpload upload() {
        var upload = new TusUpload();
        upload.setInputStream(new ByteArrayInputStream(FILE));
        upload.setSize(FILE.length);
        upload.setFingerprint("the same file");
        upload.setMetadata(Map.of("kind", "video"));
        return upload;
    }
}
