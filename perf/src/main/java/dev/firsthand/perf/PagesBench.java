package dev.firsthand.perf;

import dev.firsthand.engine.capture.SessionStage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// Every page of a server that holds 100,000 episodes of 10,000 contributors and 1,000 tasks: how long from the request
/// to the last byte of the answer, over the loopback. Then what it costs to keep 200 open desks up to date.
public final class PagesBench {
    private static final String NAME = "pages";
    private static final double PAGE_MILLIS = 150;
    private static final int WARM_UP = 20;
    private static final int ASKED = 60;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final FilledServer.People people;

    private PagesBench(FilledServer server) {
        this.address = server.up().address();
        this.people = server.people();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        BenchOptions options = BenchOptions.of(arguments, 1);
        try (var server = FilledServer.start(options)) {
            var bench = new PagesBench(server);
            for (Asked page : bench.pages()) {
                bench.measure(page);
            }
            LiveLoad.measure(NAME, server, options.minutes());
        }
    }

    /// One page: the address that the `n`-th request asks for, and as whom.
    private record Asked(String name, boolean desk, IntFunction<String> path) {}

    /// Whoever adds a page adds a line here.
    private List<Asked> pages() {
        List<FilledSession> reviewed = those(session -> session.stage() == SessionStage.REVIEWED);
        List<FilledSession> long2h = those(session ->
                session.opened() && session.length().toHours() == 2 && session.stage() == SessionStage.REVIEWED);
        List<FilledSession> looked = those(session -> session.stage() == SessionStage.LOOK);
        String task = people.task().toString();
        return List.of(
                desk("front", n -> "/desk"),
                desk("tasks", n -> "/desk/tasks"),
                desk("task", n -> "/desk/tasks/" + task),
                desk("invitations", n -> "/desk/invitations"),
                desk("contributors", n -> "/desk/contributors"),
                desk("account", n -> "/desk/account"),
                desk("releases", n -> "/desk/releases"),
                desk("new release", n -> "/desk/releases/new"),
                desk("holders", n -> "/desk/holders"),
                desk("members", n -> "/desk/members"),
                desk("sessions", n -> "/desk/sessions"),
                desk(
                        "sessions, 90,000 in",
                        n -> "/desk/sessions?after="
                                + people.sessions().get(10_000 - n).id()),
                desk("sessions of a state", n -> "/desk/sessions?state=LOOK"),
                desk("sessions of a rare state", n -> "/desk/sessions?state=OPENING"),
                desk("sessions of a task", n -> "/desk/sessions?task=" + task),
                desk("sessions of a task and a state", n -> "/desk/sessions?state=REVIEWED&task=" + task),
                desk("episodes", n -> "/desk/episodes"),
                desk(
                        "episodes, 90,000 in",
                        n -> "/desk/episodes?after="
                                + people.sessions().get(10_000 - n).id()),
                desk("episode", n -> "/desk/episodes/" + nth(reviewed, n * 37).episode()),
                desk(
                        "episode of two hours",
                        n -> "/desk/episodes/" + nth(long2h, n).episode()),
                desk(
                        "episode to be looked at",
                        n -> "/desk/episodes/" + nth(looked, n).episode()),
                desk("queue", n -> "/desk/queue/" + nth(looked, n).episode()),
                own("my page", n -> "/me"),
                own("my recordings", n -> "/me/recordings"),
                own("my link", n -> "/me/link"),
                own("my answers", n -> "/me/consent"),
                own("my task", n -> "/me/tasks/" + task));
    }

    private static Asked desk(String name, IntFunction<String> path) {
        return new Asked(name, true, path);
    }

    private static Asked own(String name, IntFunction<String> path) {
        return new Asked(name, false, path);
    }

    private List<FilledSession> those(Predicate<FilledSession> wanted) {
        return people.sessions().stream().filter(wanted).toList();
    }

    private static FilledSession nth(List<FilledSession> sessions, int n) {
        return sessions.get(n % sessions.size());
    }

    private void measure(Asked page) throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        double[] millis = new double[ASKED];
        int bytes = 0;
        for (int n = -WARM_UP; n < ASKED; n++) {
            long began = System.nanoTime();
            HttpResponse<byte[]> answer = ask(page, n + WARM_UP);
            if (n >= 0) {
                millis[n] = (System.nanoTime() - began) / 1e6;
            }
            bytes = answer.body().length;
            if (answer.statusCode() != 200 && faults.isEmpty()) {
                faults.add("status " + answer.statusCode());
            }
        }
        Arrays.sort(millis);
        Figure figure = Figure.of(NAME, page.name(), millis[ASKED / 2], "ms")
                .atMost(PAGE_MILLIS)
                .with("p95", Figure.rounded(millis[ASKED * 95 / 100]))
                .with("max", Figure.rounded(millis[ASKED - 1]))
                .with("bytes", bytes);
        (faults.isEmpty() ? figure : figure.with("fault", faults.getFirst())).print();
    }

    private HttpResponse<byte[]> ask(Asked page, int n) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address.resolve(page.path().apply(n)))
                        .header("Cookie", cookie(page.desk()))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private String cookie(boolean desk) {
        return desk
                ? "firsthand-desk=" + people.operator().reveal()
                : "firsthand-contributor=" + people.contributor().reveal();
    }
}
