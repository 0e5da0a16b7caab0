package dev.firsthand.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The demo's client at a server whose database comes and goes.
class PatientHttpTest {
    private static final String AWAY = "{\"code\":\"database-away\",\"message\":\"later\"}";

    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> remarks = new ArrayList<>();
    private HttpServer server;
    private int awayTimes;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/door", exchange -> {
            boolean away = asked.incrementAndGet() <= awayTimes;
            byte[] body = (away ? AWAY : "{\"id\":7}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(away ? 503 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Doors doors() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return Doors.of(address, new PatientHttp(remarks::add, Duration.ofMillis(1)));
    }

    @Test
    void a_request_that_met_no_database_is_sent_again_and_said_so_once() throws Exception {
        awayTimes = 3;
        assertThat(doors().post("/door", Map.of()).get("id").asInt()).isEqualTo(7);
        assertThat(asked).hasValue(4);
        assertThat(remarks).singleElement().asString().contains("database is away");
    }

    @Test
    void a_database_that_stays_away_ends_the_patience() {
        awayTimes = Integer.MAX_VALUE;
        assertThatThrownBy(() -> doors().get("/door"))
                .isInstanceOf(DoorRefused.class)
                .hasMessageContaining("database-away");
        assertThat(asked).hasValue(120);
    }

    @Test
    void any_other_refusal_is_final() {
        status = 500;
        assertThatThrownBy(() -> doors().post("/door", Map.of())).isInstanceOf(DoorRefused.class);
        assertThat(asked).hasValue(1);
        assertThat(remarks).isEmpty();
    }
}
