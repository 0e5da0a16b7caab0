package dev.firsthand.perf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// As many open desks as a large house has, each on a connection of its own: what they cost the server, its database
/// with it, while nothing happens, and while something changes every second and each of them asks for its page again.
final class LiveLoad {
    private static final int DESKS = 200;
    private static final double CORE_SHARE = 0.05;
    private static final long SETTLE_MILLIS = 8_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FilledServer server;
    private final AtomicInteger told = new AtomicInteger();

    private LiveLoad(FilledServer server) {
        this.server = server;
    }

    /// Half of `minutes` for each of the two.
    static void measure(String bench, FilledServer server, int minutes) throws IOException, InterruptedException {
        var load = new LiveLoad(server);
        List<InputStream> open = new ArrayList<>();
        for (int desk = 0; desk < DESKS; desk++) {
            InputStream events = load.http
                    .send(load.get("/desk/live"), BodyHandlers.ofInputStream())
                    .body();
            open.add(events);
            Thread.ofVirtual().start(() -> load.follow(events));
        }
        Thread.sleep(SETTLE_MILLIS); // tidy: what is measured is a server left alone
        load.figure(bench, "200 open desks, nothing happens", minutes, false);
        load.figure(bench, "200 open desks, a change each second", minutes, true);
        for (InputStream events : open) {
            events.close();
        }
    }

    private void figure(String bench, String name, int minutes, boolean changing)
            throws IOException, InterruptedException {
        try (var watch = new ProcessWatch(server.up().handle())) {
            double before = watch.cpuSeconds();
            int toldBefore = told.get();
            long began = System.nanoTime();
            for (int second = 0; second < 30 * minutes; second++) {
                if (changing) {
                    change();
                }
                Thread.sleep(1_000); // tidy: the pace of the load
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Figure.of(bench, name, (watch.cpuSeconds() - before) / seconds, "cores")
                    .atMost(CORE_SHARE)
                    .with("pagesAskedAgain", told.get() - toldBefore)
                    .with("seconds", Figure.rounded(seconds))
                    .print();
        }
    }

    /// A member of the desk looks at nothing and changes a task: a fact, and so a change.
    private void change() throws IOException, InterruptedException {
        HttpRequest task = HttpRequest.newBuilder(server.up().address().resolve("/api/v1/tasks"))
                .header("Authorization", "Bearer " + server.people().operator().reveal())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"sentence\":\"Fold one.\",\"instructions\":\"As ever.\"}"))
                .build();
        if (http.send(task, BodyHandlers.discarding()).statusCode() >= 300) {
            throw new IOException("the change was refused");
        }
    }

    /// What `live.js` does on a page that somebody sees.
    private void follow(InputStream events) {
        try (var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    http.send(get("/desk"), BodyHandlers.discarding());
                    told.incrementAndGet();
                }
            }
        } catch (IOException ended) {
            // the bench closes its connections when it is done
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(server.up().address().resolve(path))
                .header("Firsthand-Live", "again")
                .header("Cookie", "firsthand-desk=" + server.people().operator().reveal())
                .build();
    }
}
