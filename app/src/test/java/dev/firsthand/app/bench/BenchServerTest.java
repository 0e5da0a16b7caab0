package dev.firsthand.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.serve.Plays;
import dev.firsthand.bench.wire.MessagePack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BenchServerTest {
    private static final Library LIBRARY = Library.own();
    private static final Suite SUITE = new Suite(
            LIBRARY, List.of(new Generator(LIBRARY).generate(Tier.H1, 1).orElseThrow()));

    private final BenchServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    BenchServerTest() throws IOException {
        server = start(0);
    }

    private static BenchServer start(int port) throws IOException {
        return BenchServer.start(
                SUITE,
                new Plays(SUITE, Optional.empty()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                InstantSource.fixed(Instant.parse("2027-01-01T00:00:00Z")));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_learner_is_greeted_and_steps_a_day() throws InterruptedException {
        WebSocket socket = connect("http://" + server.address().getAuthority());
        assertThat(answer()).containsEntry("profile", "step/1").containsEntry("scenarios", 1L);

        send(socket, Map.of("op", "reset", "scenario", 1));
        assertThat(answer()).containsEntry("t_ms", 0L).containsKeys("map", "visible", "heard");
        send(socket, Map.of("op", "step", "action", Map.of("op", "wait", "args", List.of(500))));
        assertThat(answer()).containsEntry("t_ms", 500L).containsEntry("reward", 0.0);
        socket.abort();
    }

    @Test
    void a_page_of_another_site_can_neither_step_nor_play() throws IOException, InterruptedException {
        connect("https://elsewhere.example");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(1008);

        assertThat(post("/play", "scenario=1", "https://elsewhere.example").statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do() {
        assertThatThrownBy(() -> start(server.address().getPort()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Choose another one with --port");
    }

    @Test
    void a_day_is_played_with_forms_alone() throws IOException, InterruptedException {
        HttpResponse<String> begun =
                post("/play", "scenario=1", "http://" + server.address().getAuthority());
        String play = begun.headers().firstValue("Location").orElseThrow();
        assertThat(begun.statusCode()).isEqualTo(303);
        assertThat(get(play).body()).contains("Heard just now", "<form");
        assertThat(get(play).headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'self'");

        assertThat(post(play, "act=wait+600000&step=0", "").statusCode()).isEqualTo(303);
        assertThat(get(play).body()).contains("You: wait");
        assertThat(post(play, "act=fly&step=1", "").statusCode()).isEqualTo(400);
        assertThat(get("/play/none").statusCode()).isEqualTo(404);
        assertThat(get("/report.css").body()).contains(".room-plan");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String origin)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return server.address().resolve(path);
    }

    private WebSocket connect(String origin) {
        return client.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(server.steps(), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean isLast) {
                        heard.add(MessagePack.read(bytes));
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        heard.add(code);
                        return null;
                    }
                })
                .join();
    }

    private static void send(WebSocket socket, Map<String, Object> message) {
        socket.sendBinary(ByteBuffer.wrap(MessagePack.bytes(message)), true).join();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> answer() throws InterruptedException {
        return (Map<String, Object>) Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS), "no answer");
    }
}
