package dev.firsthand.app.bench;

import dev.firsthand.app.page.CrossOrigin;
import dev.firsthand.app.page.SecurityHeaders;
import dev.firsthand.bench.report.Html;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.serve.Plays;
import dev.firsthand.bench.serve.StepDoor;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Serves the days of a suite: on `/step` to learners, on pages to people.
final class BenchServer implements AutoCloseable {
    private static final int LEARNERS_MAX = 64;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int POLICY_VIOLATION = 1008;
    private static final Duration IDLE_MAX = Duration.ofHours(1);

    private final byte[] hello;
    private final Suite suite;
    private final Plays plays;
    private final InstantSource clock;
    private final Map<String, StepDoor> doors = new ConcurrentHashMap<>();
    private final Javalin javalin;
    private final InetSocketAddress at;

    private BenchServer(Suite suite, Plays plays, InetSocketAddress at, InstantSource clock) {
        this.suite = suite;
        this.plays = plays;
        this.at = at;
        this.clock = clock;
        hello = StepDoor.hello(suite);
        javalin = Javalin.create(this::configure);
    }

    static BenchServer start(Suite suite, Plays plays, InetSocketAddress at, InstantSource clock) throws IOException {
        var server = new BenchServer(suite, plays, at, clock);
        try {
            server.javalin.start(at.getHostString(), at.getPort());
            return server;
        } catch (JavalinBindException taken) {
            throw new IOException(
                    "Port %d is in use or not ours to take at %s. Choose another one with --port, or 0 for a free one."
                            .formatted(at.getPort(), at.getHostString()),
                    taken);
        }
    }

    URI address() {
        return URI.create("http://%s:%d/".formatted(at.getHostString(), javalin.port()));
    }

    URI steps() {
        return URI.create("ws://%s:%d/step".formatted(at.getHostString(), javalin.port()));
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = StepDoor.REQUEST_BYTES_MAX;
        config.jetty.modifyWebSocketServletFactory(sockets -> {
            sockets.setIdleTimeout(IDLE_MAX);
            sockets.setMaxBinaryMessageSize(StepDoor.REQUEST_BYTES_MAX);
        });
        addPages(config.routes);
        config.routes.ws("/step", this::listen);
    }

    private void addPages(RoutesConfig routes) {
        routes.before(SecurityHeaders::on);
        routes.get("/", context -> context.html(plays.index()));
        routes.get("/index.html", context -> context.html(plays.index()));
        routes.get("/report.css", context -> context.contentType("text/css").result(Html.style()));
        routes.post("/play", this::begin);
        routes.get("/play/{name}", this::show);
        routes.post("/play/{name}", this::decide);
        routes.exception(
                IllegalArgumentException.class,
                (refused, context) -> tell(context, 400, Objects.requireNonNullElse(refused.getMessage(), "Refused.")));
        routes.error(
                404, context -> tell(context, 404, "There is no such page, or this day is not under way any more."));
    }

    private static void tell(Context context, int status, String words) {
        String body = "<p>%s</p>\n<p><a href=\"/\">All days</a></p>\n".formatted(Html.escaped(words));
        context.status(status).html(Html.page("This did not work", "Days", "/", body));
    }

    private void begin(Context context) throws IOException {
        refuseStrangers(context);
        String line = clock.instant() + " played on the page";
        Optional<String> name = plays.begin(number(context.formParam("scenario")), line);
        name.ifPresentOrElse(it -> context.redirect("/play/" + it, HttpStatus.SEE_OTHER), () -> context.status(404));
    }

    private void show(Context context) {
        plays.page(context.pathParam("name"), number(context.queryParam("about")))
                .ifPresentOrElse(context::html, () -> context.status(404));
    }

    private void decide(Context context) throws IOException {
        refuseStrangers(context);
        String name = context.pathParam("name");
        Map<String, String> fields = context.formParamMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> String.join(" ", field.getValue())));
        plays.decide(name, fields)
                .ifPresentOrElse(
                        about -> context.redirect(
                                "/play/%s%s".formatted(name, about < 0 ? "" : "?about=%d".formatted(about)),
                                HttpStatus.SEE_OTHER),
                        () -> context.status(404));
    }

    private static void refuseStrangers(Context context) {
        if (CrossOrigin.foreign(context)) {
            throw new IllegalArgumentException("A page of another site sent this. Play on this page itself.");
        }
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    private void listen(WsConfig socket) {
        socket.onConnect(this::welcome);
        socket.onBinaryMessage(this::answer);
        socket.onMessage(text -> text.closeSession(POLICY_VIOLATION, "step/1 is MessagePack in binary messages"));
        socket.onClose(closed -> doors.remove(closed.sessionId()));
    }

    /// A browser names the page that asks; other programs name none.
    private void welcome(WsConnectContext learner) {
        String origin = learner.header("Origin");
        if (origin != null && !origin.equals("http://" + learner.host())) {
            learner.closeSession(POLICY_VIOLATION, "a page of another site asks");
        } else if (doors.size() >= LEARNERS_MAX) {
            learner.closeSession(TRY_AGAIN_LATER, "%d clients are here already".formatted(LEARNERS_MAX));
        } else {
            doors.put(learner.sessionId(), new StepDoor(suite));
            learner.send(ByteBuffer.wrap(hello));
        }
    }

    private void answer(WsBinaryMessageContext message) {
        StepDoor door = doors.get(message.sessionId());
        if (door != null) {
            message.send(ByteBuffer.wrap(door.answer(message.data())));
        }
    }
}
