package dev.firsthand.evidence.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.Fsck;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.Sequencer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // made before each test
class LogServerTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private LogServer server;

    @BeforeEach
    void serve() throws IOException {
        try (var files = DirectoryLogFiles.openForWriting(folder)) {
            Sequencer.open(files, Logs.bothKinds(), Logs.padding(1)).commit(Logs.facts(0, 300));
        }
        Files.writeString(folder.resolve("secret.key"), "nobody's");
        server = LogServer.start(
                DirectoryLogFiles.reader(folder), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void a_log_that_is_read_over_http_is_found_whole() throws IOException {
        try (var log = new HttpLogSource(server.address())) {
            Fsck.Report report = Fsck.check(log, Logs.bothKinds().verifiers());
            assertThat(report.findings()).isEmpty();
            assertThat(report.size()).isEqualTo(304);
        }
    }

    @Test
    void callers_that_stall_hold_up_nobody_else() throws Exception {
        var stalled = new ArrayList<Socket>();
        try (var log = new HttpLogSource(server.address())) {
            for (int i = 0; i < 40; i++) {
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort());
                stalled.add(socket);
                socket.getOutputStream().write("GET /check".getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(log.read("checkpoint")).isPresent();

            for (Socket socket : stalled) {
                socket.setSoTimeout(1);
                assertThatThrownBy(() -> socket.getInputStream().read())
                        .as("it still stalls")
                        .isInstanceOf(SocketTimeoutException.class);
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void the_checkpoint_is_text_for_seconds_and_tiles_are_bytes_for_good() throws Exception {
        var checkpoint = get("checkpoint");
        assertThat(checkpoint.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(checkpoint.headers().firstValue("Cache-Control")).contains("public, max-age=2");
        for (String path : new String[] {"tile/0/000", "tile/0/001.p/48", "tile/1/000.p/1", "tile/entries/000"}) {
            var tile = get(path);
            assertThat(tile.statusCode()).as(path).isEqualTo(200);
            assertThat(tile.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        }
        var head = http.send(
                HttpRequest.newBuilder(server.address().resolve("checkpoint"))
                        .HEAD()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".state/writer.lock",
                ".state/batches/00000000000000000304",
                "secret.key",
                "tile/0/%2e%2e/%2e%2e/secret.key",
                "tile/0/../../secret.key",
                "tile/64/000",
                "tile/00/000",
                "tile/0/0",
                "tile/0/999",
                "tile/0/001.p/0",
                "checkpoint/"
            })
    void nothing_but_the_log_is_served(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void nothing_is_written() throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(server.address().resolve("checkpoint"))
                        .PUT(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(get("checkpoint").body()).startsWith(Logs.ORIGIN);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
