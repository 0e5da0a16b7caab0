package dev.firsthand.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void figures_are_written_as_prometheus_reads_them() {
        Figures figures = new Figures();
        figures.gauge("firsthand_room_bytes", "Room.", 1.5e9);
        figures.gauge("firsthand_share", "A share.");
        figures.value("firsthand_share", Map.of("of", "a \"b\" \\ c"), 0.25);
        assertThat(figures).hasToString("""
            # HELP firsthand_room_bytes Room.
            # TYPE firsthand_room_bytes gauge
            firsthand_room_bytes 1500000000
            # HELP firsthand_share A share.
            # TYPE firsthand_share gauge
            firsthand_share{of="a \\"b\\" \\\\ c"} 0.25
            """);
    }

    @Test
    void times_fall_into_all_bounds_that_hold_them_and_uploads_count_their_bytes() {
        Traffic traffic = new Traffic();
        Exchange exchange = new Exchange("0", Exchange.Method.of("PATCH"), 0);
        exchange.found("/upload/{upload}");
        for (int began = 0; began < 3; began++) {
            traffic.begin();
        }
        traffic.count(exchange, 204, Duration.ofMillis(100), 1_000);
        traffic.count(exchange, 204, Duration.ofMinutes(2), 24);
        Figures figures = new Figures();
        traffic.tell(figures);
        assertThat(figures.toString())
                .contains(
                        "firsthand_requests_total{method=\"PATCH\",route=\"/upload/{upload}\",status=\"204\"} 2\n",
                        "firsthand_request_seconds_bucket{le=\"0.05\",route=\"/upload/{upload}\"} 0\n",
                        "firsthand_request_seconds_bucket{le=\"0.15\",route=\"/upload/{upload}\"} 1\n",
                        "firsthand_request_seconds_bucket{le=\"+Inf\",route=\"/upload/{upload}\"} 2\n",
                        "firsthand_request_seconds_sum{route=\"/upload/{upload}\"} 120.1\n",
                        "firsthand_requests_running 1\n",
                        "firsthand_upload_bytes_total 1024\n");
    }

    @Test
    void what_a_client_makes_up_as_a_method_is_not_repeated() {
        assertThat(Exchange.Method.of("MARGARET")).isEqualTo(Exchange.Method.OTHER);
    }
}
