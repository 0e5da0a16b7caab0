package dev.firsthand.evidence.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Logs that answer as they should not.
class HttpLogSourceTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    HttpLogSourceTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void one_that_stops_in_the_middle_of_an_answer_is_not_waited_for_for_ever() {
        server.createContext("/", call -> {
            call.sendResponseHeaders(200, 1_000);
            call.getResponseBody().write(new byte[10]);
            call.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (var log = source(Duration.ofMillis(300))) {
            assertThatThrownBy(() -> log.read("checkpoint"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not answer within");
        }
    }

    @Test
    void one_that_never_ends_is_not_read_to_its_end() {
        server.createContext("/", call -> {
            call.sendResponseHeaders(200, 0);
            while (end.getCount() > 0) {
                call.getResponseBody().write(new byte[1 << 20]);
            }
        });
        try (var log = source(Duration.ofSeconds(60))) {
            assertThatThrownBy(() -> log.read("checkpoint")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void what_is_gone_is_not_there_and_what_fails_is_said() throws IOException {
        server.createContext("/gone", call -> answer(call, 410));
        server.createContext("/elsewhere", call -> answer(call, 302));
        try (var log = source(Duration.ofSeconds(60))) {
            assertThat(log.read("gone")).isEmpty();
            assertThat(log.read("nowhere")).isEmpty();
            assertThatThrownBy(() -> log.read("elsewhere")).hasMessageContaining("answered 302 to elsewhere");
        }
    }

    private static void answer(HttpExchange call, int status) throws IOException {
        try (call) {
            call.sendResponseHeaders(status, -1);
        }
    }

    private HttpLogSource source(Duration patience) {
        URI address =
                URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
        return new HttpLogSource(address, new BoundedHttp(patience));
    }
}
