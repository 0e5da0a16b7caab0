package dev.firsthand.app.web;

import dev.firsthand.app.edge.Figures;
import dev.firsthand.app.edge.Standing;
import dev.firsthand.app.edge.Standing.Cover;
import dev.firsthand.app.edge.Traffic;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PoolUse;
import io.javalin.http.Context;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The figures at `/metrics`, for a program that collects them. No figure tells of one person. Everybody else finds
/// nothing there.
final class Metrics {
    private static final Duration LOAD_KEPT = Duration.ofSeconds(15);
    private static final String SCHEME = "Bearer ";
    private static final long PAGE_BYTES = 4_096;

    private final Asking asking;
    private final Traffic traffic;
    private final House house;
    private Optional<Kept> kept = Optional.empty();

    /// Who may ask: the bearer of the token or, where there is none, whoever is on this machine.
    record Asking(Standing standing, Optional<String> token) {
        boolean granted(Context context) {
            if (token.isPresent()) {
                String sent =
                        Optional.ofNullable(context.header("Authorization")).orElse("");
                return MessageDigest.isEqual(
                        (SCHEME + token.get()).getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
            }
            // Behind a proxy on this machine everybody would seem to come from here.
            return !(standing.cover() instanceof Cover.Proxied)
                    && InetAddress.ofLiteral(context.ip()).isLoopbackAddress();
        }
    }

    /// What has figures to tell.
    record House(Jobs jobs, Database database, DiskRoom disk) {}

    private record Kept(Jobs.Load load, long atNanos) {}

    Metrics(Asking asking, Traffic traffic, House house) {
        this.asking = asking;
        this.traffic = traffic;
        this.house = house;
    }

    void show(Context context) throws IOException {
        if (!asking.granted(context)) {
            throw Refusal.missing().get();
        }
        Figures figures = new Figures();
        traffic.tell(figures);
        tell(figures, load());
        tell(figures, house.database().use());
        figures.gauge("firsthand_disk_usable_bytes", "Room on the disk of the data folder.", (double)
                house.disk().usableBytes());
        tell(figures, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
        context.contentType(Figures.CONTENT_TYPE).result(figures.toString());
    }

    /// Counting rows costs the database something, so a figure may be some seconds old.
    private synchronized Jobs.Load load() {
        long now = System.nanoTime();
        if (kept.isEmpty() || now - kept.get().atNanos() > LOAD_KEPT.toNanos()) {
            kept = Optional.of(new Kept(house.jobs().load(), now));
        }
        return kept.get().load();
    }

    private static void tell(Figures figures, Jobs.Load load) {
        figures.gauge("firsthand_queue_items", "Steps and events that are queued or under way.");
        figures.value("firsthand_queue_items", Map.of("queue", "steps"), load.steps());
        figures.value("firsthand_queue_items", Map.of("queue", "events"), load.events());
        figures.gauge("firsthand_runs", "Runs by where they are.");
        for (RunState state : RunState.values()) {
            figures.value(
                    "firsthand_runs", Map.of("state", state.name()), load.runs().getOrDefault(state, 0L));
        }
    }

    private static void tell(Figures figures, PoolUse pool) {
        figures.gauge("firsthand_database_connections", "Connections to the database, and who waits for one.");
        figures.value("firsthand_database_connections", Map.of("state", "active"), pool.active());
        figures.value("firsthand_database_connections", Map.of("state", "idle"), pool.idle());
        figures.value("firsthand_database_connections", Map.of("state", "waiting"), pool.waiting());
        figures.value("firsthand_database_connections", Map.of("state", "max"), pool.connectionsMax());
    }

    private static void tell(Figures figures, MemoryUsage heap) throws IOException {
        figures.gauge("firsthand_heap_bytes", "Heap of the program.");
        figures.value("firsthand_heap_bytes", Map.of("state", "used"), heap.getUsed());
        figures.value("firsthand_heap_bytes", Map.of("state", "max"), heap.getMax());
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
            figures.gauge(
                    "process_resident_memory_bytes",
                    "Memory of the program, without its database and children.",
                    (double) Long.parseLong(pages[1]) * PAGE_BYTES);
        } catch (NoSuchFileException otherSystem) {
            return; // only Linux tells it in a file
        }
    }
}
