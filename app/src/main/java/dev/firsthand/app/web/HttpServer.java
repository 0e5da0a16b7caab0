package dev.firsthand.app.web;

import dev.firsthand.app.page.Assets;
import dev.firsthand.app.page.CrossOrigin;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.custody.ObjectMissingException;
import io.avaje.http.api.AvajeJavalinPlugin;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves all doors on the loopback address.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String HOST = "127.0.0.1";

    /// Nothing but our own files; no script and no style inside a page.
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// Starts to serve. Port 0 takes a free one.
    public static HttpServer start(WebRooms rooms, int port) throws IOException {
        Javalin javalin = Javalin.create(config -> configure(config, rooms));
        try {
            return new HttpServer(javalin.start(HOST, port));
        } catch (JavalinBindException taken) {
            throw portTaken(port, taken);
        }
    }

    /// Finds out that a port is taken before anything is made or started.
    public static void tryPort(int port) throws IOException {
        try {
            new ServerSocket(port, 1, InetAddress.ofLiteral(HOST)).close();
        } catch (BindException taken) {
            throw portTaken(port, taken);
        }
    }

    private static IOException portTaken(int port, Exception taken) {
        return new IOException(
                "Port %d is in use or not ours to take. Choose another one with --port, or 0 for a free one."
                        .formatted(port),
                taken);
    }

    public URI address() {
        return URI.create("http://" + HOST + ":" + javalin.port());
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config, WebRooms rooms) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> server.setErrorHandler(HttpServer::unreadable));
        config.http.maxRequestSize = (long) DoorJson.BODY_BYTES_MAX;
        config.jsonMapper(new DoorJson());
        List<AvajeJavalinPlugin> controllers = rooms.controllers();
        controllers.forEach(config::registerPlugin);
        rooms.uploads().addTo(config.routes);
        rooms.myPages().addTo(config.routes);
        rooms.addDesk(config.routes);
        rooms.addHolders(config.routes);
        Assets.addTo(config.routes);
        config.routes.get("/healthz", context -> context.json(rooms.health().look()));
        config.routes.get("/", rooms.status()::show);
        config.routes.get("/status.css", StatusPage::style);
        var description = ApiDescription.read();
        config.routes.get("/api/v1/openapi.json", context -> context.json(description));
        config.routes.before(HttpServer::secure);
        faults(config.routes, rooms.disk());
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
            answer(context, Refusal.serverFault());
        }
    }

    private static void answer(Context context, Refusal refusal) {
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
            case 500 -> Refusal.serverFault().answer();
            default -> new Refusal.Answer("request-malformed", "The request cannot be read.");
        };
    }

    private static void secure(Context context) {
        if (CrossOrigin.foreign(context)) {
            throw Refusal.otherSite();
        }
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
        context.header("Content-Security-Policy", CONTENT_POLICY);
    }

    /// What never reaches a door, such as a path that leads out of the server.
    private static boolean unreadable(Request request, Response response, Callback callback) {
        int status = Math.max(response.getStatus(), 400);
        response.setStatus(status);
        response.getHeaders().put("Content-Type", "application/json");
        var answer = new DoorJson().toJsonString(unserved(status), Refusal.Answer.class);
        response.write(true, StandardCharsets.UTF_8.encode(answer), callback);
        return true;
    }
}
