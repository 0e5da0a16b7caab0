package dev.firsthand.app.edge;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What went through the doors since the start, by route and status. Routes are patterns, so there are as many as
/// there are doors.
public final class Traffic {
    /// A page has 150 ms (the second bound); a step of an upload may take minutes.
    private static final List<Duration> BOUNDS =
            List.of(Duration.ofMillis(50), Duration.ofMillis(150), Duration.ofSeconds(1), Duration.ofSeconds(10));

    private static final double NANOS = 1e9;
    private static final String UPLOADS = "/upload";

    private final Map<Answers, LongAdder> answers = new ConcurrentHashMap<>();
    private final Map<String, Times> times = new ConcurrentHashMap<>();
    private final LongAdder uploadBytes = new LongAdder();
    private final LongAdder running = new LongAdder();

    private record Answers(String route, Exchange.Method method, int status) {}

    private static final class Times {
        private final LongAdder[] within = {new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder()};
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void add(Duration took) {
            for (int i = 0; i < within.length; i++) {
                if (took.compareTo(BOUNDS.get(i)) <= 0) {
                    within[i].increment();
                }
            }
            count.increment();
            nanos.add(took.toNanos());
        }
    }

    void begin() {
        running.increment();
    }

    /// A request that began has ended.
    void count(Exchange exchange, int status, Duration took, long bodyBytes) {
        running.decrement();
        answers.computeIfAbsent(new Answers(exchange.route(), exchange.method(), status), key -> new LongAdder())
                .increment();
        times.computeIfAbsent(exchange.route(), route -> new Times()).add(took);
        if (exchange.route().startsWith(UPLOADS)) {
            uploadBytes.add(Math.max(bodyBytes, 0));
        }
    }

    /// Adds what was counted so far.
    public void tell(Figures figures) {
        figures.counter("firsthand_requests_total", "Requests that were answered.");
        answers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Answers::route)
                        .thenComparing(Answers::method)
                        .thenComparingInt(Answers::status)))
                .forEach(entry -> figures.value(
                        "firsthand_requests_total",
                        Map.of(
                                "route", entry.getKey().route(),
                                "method", entry.getKey().method().name(),
                                "status", Integer.toString(entry.getKey().status())),
                        entry.getValue().sum()));
        figures.histogram("firsthand_request_seconds", "How long requests took, by the pattern of their route.");
        times.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> tell(figures, entry.getKey(), entry.getValue()));
        figures.gauge("firsthand_requests_running", "Requests that are under way, the one for this page among them.");
        figures.value("firsthand_requests_running", Map.of(), running.sum());
        figures.counter("firsthand_upload_bytes_total", "Bytes that came in at /upload.");
        figures.value("firsthand_upload_bytes_total", Map.of(), uploadBytes.sum());
    }

    private static void tell(Figures figures, String route, Times times) {
        String name = "firsthand_request_seconds";
        for (int i = 0; i < BOUNDS.size(); i++) {
            String bound = Double.toString(BOUNDS.get(i).toNanos() / NANOS);
            figures.value(name + "_bucket", Map.of("route", route, "le", bound), times.within[i].sum());
        }
        long count = times.count.sum();
        figures.value(name + "_bucket", Map.of("route", route, "le", "+Inf"), count);
        figures.value(name + "_sum", Map.of("route", route), times.nanos.sum() / NANOS);
        figures.value(name + "_count", Map.of("route", route), count);
    }
}
