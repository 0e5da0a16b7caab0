package dev.firsthand.app.web;

import dev.firsthand.app.edge.DatabaseAway;
import dev.firsthand.app.edge.Edge;
import dev.firsthand.app.edge.Exchange;
import dev.firsthand.app.edge.Standing;
import dev.firsthand.app.edge.Traffic;
import dev.firsthand.app.page.Assets;
import dev.firsthand.app.page.CrossOrigin;
import dev.firsthand.app.page.Live;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SecurityHeaders;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.custody.ObjectMissingException;
import io.avaje.http.api.AvajeJavalinPlugin;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Serves all doors where the entrance says.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration SETTLING_LIMIT = Duration.ofSeconds(5);
    private static final int MULTIPART_MEGABYTES = 18;
    private static final long READ_TO_END_BYTES_MAX = 16 << 20;

    private final Javalin javalin;
    private final Edge edge;
    private final Standing standing;

    private final Live live;

    private HttpServer(Javalin javalin, Edge edge, Standing standing, Live live) {
        this.javalin = javalin;
        this.edge = edge;
        this.standing = standing;
        this.live = live;
    }

    /// Starts to serve.
    public static HttpServer start(WebRooms rooms, Doorway doorway) throws IOException {
        Traffic traffic = new Traffic();
        Standing standing = doorway.entrance().standing();
        Edge edge = new Edge(standing, traffic);
        Live live = new Live(rooms.database());
        Javalin javalin = Javalin.create(config -> {
            config.jetty.modifyServer(server -> server.setHandler(edge));
            config.jetty.addConnector(doorway.entrance()::connector);
            configure(config, rooms, rooms.metrics(doorway, traffic), live);
            config.routes.get("/", rooms.status(doorway.entrance().fingerprint())::show);
        });
        try {
            return new HttpServer(javalin.start(), edge, standing, live);
        } catch (JavalinBindException taken) {
            live.close();
            throw taken(standing.host(), standing.port(), taken);
        }
    }

    /// Finds out that a port is taken before anything is made or started.
    public static void tryPort(InetAddress host, int port) throws IOException {
        try {
            new ServerSocket(port, 1, host).close();
        } catch (BindException taken) {
            throw taken(host, port, taken);
        }
    }

    private static IOException taken(InetAddress host, int port, Exception taken) {
        return new IOException(
                "Port %d is in use or not ours to take at %s. Choose another one with --port, or 0 for a free one."
                        .formatted(port, host.getHostAddress()),
                taken);
    }

    public URI address() {
        return standing.address(javalin.port());
    }

    /// Every door that is registered, as method and path.
    public List<String> doors() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(door -> door.method.isHttpMethod())
                .map(door -> door.method + " " + door.path)
                .toList();
    }

    /// Takes no new request, lets those that run end within [Edge#STOP_LIMIT], and cuts those that do not: an upload
    /// keeps the bytes that are safe.
    @Override
    public void close() {
        live.close();
        try {
            if (!edge.drain(Edge.STOP_LIMIT)) {
                LOG.warn("some requests did not end within {} s and are cut", Edge.STOP_LIMIT.toSeconds());
            }
            javalin.stop();
            edge.drain(SETTLING_LIMIT);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            javalin.stop();
        }
    }

    private static void configure(JavalinConfig config, WebRooms rooms, Metrics metrics, Live live) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> server.setErrorHandler(HttpServer::unreadable));
        config.http.maxRequestSize = (long) DoorJson.BODY_BYTES_MAX;
        // Only pictures of instructions come this way; they never touch a disk outside the data folder.
        config.jetty.multipartConfig.maxInMemoryFileSize(MULTIPART_MEGABYTES, SizeUnit.MB);
        config.jetty.multipartConfig.maxTotalRequestSize(MULTIPART_MEGABYTES, SizeUnit.MB);
        config.jsonMapper(new DoorJson());
        List<AvajeJavalinPlugin> controllers = rooms.controllers();
        controllers.forEach(config::registerPlugin);
        rooms.uploads().addTo(config.routes);
        rooms.myPages(live).addTo(config.routes);
        rooms.addDesk(config.routes, live);
        rooms.addHolders(config.routes);
        rooms.addLog(config.routes);
        Assets.addTo(config.routes);
        config.routes.get("/healthz", context -> context.json(rooms.health().look()));
        config.routes.get("/metrics", metrics::show);
        var description = ApiDescription.read(controllers);
        config.routes.get("/api/v1/openapi.json", context -> context.json(description));
        config.routes.before(HttpServer::known);
        config.routes.before(context -> secure(context, rooms.limits()));
        config.routes.after(HttpServer::found);
        config.routes.after(HttpServer::readToEnd);
        faults(config.routes, rooms.disk());
    }

    /// Lines that the log gets on the way bear the number of the request.
    private static void known(Context context) {
        MDC.put("request", number(context));
    }

    private static void found(Context context) {
        Endpoint door = context.endpoints().matchedHttpEndpoint();
        if (door != null) {
            Exchange.of(context.req()).ifPresent(exchange -> exchange.found(door.path));
        }
        MDC.remove("request");
    }

    private static String number(Context context) {
        return Exchange.of(context.req()).map(Exchange::id).orElse("unknown");
    }

    private static void faults(RoutesConfig routes, DiskRoom disk) {
        routes.exception(Refusal.class, (refusal, context) -> answer(context, refusal));
        routes.exception(HttpResponseException.class, HttpServer::unserved);
        routes.exception(
                ObjectMissingException.class,
                (fault, context) -> answer(context, Refusal.missing().get()));
        routes.exception(IllegalArgumentException.class, (fault, context) -> answer(context, malformed(fault)));
        routes.exception(Exception.class, (fault, context) -> fault(fault, disk, context));
    }

    private static void fault(Exception fault, DiskRoom disk, Context context) {
        boolean away = DatabaseAway.says(fault);
        String door = context.endpoint().path;
        if (DiskRoom.missedBy(fault) || (away && disk.full())) {
            LOG.error("a request to {} met a full disk: make room below the data folder", door);
            answer(context.header("Retry-After", "60"), Refusal.diskFull());
        } else if (away) {
            LOG.warn("a request to {} met no database", door);
            answer(context.header("Retry-After", "2"), Refusal.databaseAway());
        } else {
            LOG.error("a request to {} failed", door, fault);
            serverFault(context);
        }
    }

    /// A page for people, who read it to the operator; for programs what every door answers.
    private static void serverFault(Context context) {
        Refusal refusal = Refusal.serverFault(number(context));
        String wanted = String.valueOf(context.header("Accept"));
        if (wanted.contains("text/html") && !context.path().startsWith("/api/")) {
            Page.problem(context, refusal.status(), refusal.answer().message());
        } else {
            answer(context, refusal);
        }
    }

    private static void answer(Context context, Refusal refusal) {
        refusal.retryAfter().ifPresent(wait -> context.header("Retry-After", wait));
        context.status(refusal.status()).json(refusal.answer());
    }

    /// What a value of the engine says of itself is for people; what a conversion wraps is not.
    private static Refusal malformed(IllegalArgumentException fault) {
        return Refusal.badRequest(
                "field-malformed",
                fault.getCause() == null
                        ? String.valueOf(fault.getMessage())
                        : "A name in the address is not one of ours. See /api/v1/openapi.json.");
    }

    /// What the doors' frame refuses by itself: no such door, no such method, a line it cannot read.
    private static void unserved(HttpResponseException fault, Context context) {
        context.status(fault.getStatus()).json(unserved(fault.getStatus()));
    }

    private static Refusal.Answer unserved(int status) {
        return switch (status) {
            case 404 -> Refusal.missing().get().answer();
            case 405 -> new Refusal.Answer("method-unknown", "This door does not know that method.");
            case 413 -> Refusal.bodyTooLong(DoorJson.BODY_BYTES_MAX).answer();
            case 500 -> Refusal.serverFault("unknown").answer();
            default -> new Refusal.Answer("request-malformed", "The request cannot be read.");
        };
    }

    private static void secure(Context context, RateLimits limits) {
        SecurityHeaders.on(context);
        if (CrossOrigin.foreign(context)) {
            throw Refusal.otherSite();
        }
        limits.check(context);
    }

    /// Reads what a refusal left of a body that is not very long: a line on which something lies unread is cut, and
    /// with it the refusal, if it was not read yet, and the next request. Uploads have their own rules.
    private static void readToEnd(Context context) {
        long length = context.req().getContentLengthLong();
        if (length <= 0 || length > READ_TO_END_BYTES_MAX || context.path().startsWith("/upload")) {
            return;
        }
        try {
            context.req().getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            LOG.debug("who sent a request is gone before its end", gone);
        }
    }

    /// What never reaches a door, such as a path that leads out of the server.
    private static boolean unreadable(Request request, Response response, Callback callback) {
        int status = Math.max(response.getStatus(), 400);
        response.setStatus(status);
        response.getHeaders().put("Content-Type", "application/json");
        // The line is cut after a request that cannot be read: said, so that the next one goes on a new line.
        response.getHeaders().put("Connection", "close");
        var answer = new DoorJson().toJsonString(unserved(status), Refusal.Answer.class);
        response.write(true, StandardCharsets.UTF_8.encode(answer), callback);
        return true;
    }
}
