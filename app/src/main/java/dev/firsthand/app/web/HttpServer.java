package dev.firsthand.app.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.firsthand.engine.custody.ObjectMissingException;
import io.avaje.http.api.AvajeJavalinPlugin;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.json.JavalinJackson;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves all doors on the loopback address.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String HOST = "127.0.0.1";
    /// The largest JSON body that a door reads; uploads are streams of their own.
    private static final long BODY_BYTES_MAX = 1 << 20;

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// Starts to serve. Port 0 takes a free one.
    public static HttpServer start(WebRooms rooms, int port) {
        Javalin javalin = Javalin.create(config -> configure(config, rooms));
        return new HttpServer(javalin.start(HOST, port));
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
        config.http.maxRequestSize = BODY_BYTES_MAX;
        config.jsonMapper(new JavalinJackson(json(), true));
        List<AvajeJavalinPlugin> controllers = rooms.controllers();
        controllers.forEach(config::registerPlugin);
        rooms.uploads().addTo(config.routes);
        config.routes.get("/healthz", context -> context.json(rooms.health().look()));
        config.routes.get("/", rooms.status()::show);
        config.routes.get("/sign-in/{link}", StatusPage::signIn);
        config.routes.get("/status.css", StatusPage::style);
        config.routes.get("/api/v1/openapi.json", HttpServer::openApi);
        config.routes.before(HttpServer::secure);
        faults(config.routes);
    }

    private static void faults(RoutesConfig routes) {
        routes.exception(
                Refusal.class,
                (refusal, context) -> context.status(refusal.status()).json(refusal.answer()));
        routes.exception(JsonProcessingException.class, (fault, context) -> badJson(context));
        routes.exception(
                ObjectMissingException.class,
                (fault, context) ->
                        context.status(404).json(Refusal.missing().get().answer()));
        routes.exception(
                IllegalArgumentException.class,
                (fault, context) -> context.status(400)
                        .json(new Refusal.Answer("field-malformed", String.valueOf(fault.getMessage()))));
        routes.exception(Exception.class, (fault, context) -> {
            LOG.error("a request to {} failed", context.endpoint().path, fault);
            context.status(500)
                    .json(new Refusal.Answer(
                            "server-fault",
                            "The server could not do this. Try again; if it stays, tell the operator."));
        });
    }

    private static void badJson(Context context) {
        context.status(400)
                .json(new Refusal.Answer(
                        "body-malformed",
                        "The body is not the JSON that this door takes. See" + " /api/v1/openapi.json."));
    }

    private static void secure(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'");
    }

    private static void openApi(Context context) {
        var definition = HttpServer.class.getResourceAsStream("/meta/openapi.json");
        if (definition == null) {
            throw Refusal.missing().get();
        }
        context.contentType("application/json").result(definition);
    }

    private static ObjectMapper json() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
