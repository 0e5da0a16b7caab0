package dev.firsthand.evidence.http;

import com.sun.net.httpserver.HttpExchange;
import dev.firsthand.evidence.log.LogSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Serves a log read-only. What lies in its folder beside the log itself is not served.
public final class LogServer implements AutoCloseable {
    private static final Pattern TILE =
            Pattern.compile("tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/(x[0-9]{3}/)*[0-9]{3}(\\.p/[1-9][0-9]{0,2})?");
    private static final Set<String> NOTES = Set.of(LogSource.CHECKPOINT, LogSource.PRUNED);
    private static final String FOR_SECONDS = "public, max-age=2";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final LogSource log;
    private final LocalServer server;

    private LogServer(LogSource log, InetSocketAddress address) throws IOException {
        this.log = log;
        this.server = LocalServer.start(address, this::answer);
    }

    public static LogServer start(LogSource log, InetSocketAddress address) throws IOException {
        return new LogServer(log, address);
    }

    /// Where it answers, for a client on this machine.
    public URI address() {
        return server.address();
    }

    /// Whether this is a file of a log that anybody may have, and not the writer's own.
    public static boolean serves(String path) {
        return NOTES.contains(path) || TILE.matcher(path).matches();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getRawPath().substring(1);
            boolean isNote = NOTES.contains(path);
            if (!call.getRequestMethod().equals("GET")
                    && !call.getRequestMethod().equals("HEAD")) {
                call.getResponseHeaders().set("Allow", "GET, HEAD");
                refuse(call, 405, "a log is only read: GET or HEAD\n");
                return;
            }
            Optional<byte[]> found = serves(path) ? log.read(path) : Optional.empty();
            if (found.isEmpty()) {
                refuse(call, 404, "the log has nothing here; it begins at /checkpoint\n");
                return;
            }
            var headers = call.getResponseHeaders();
            headers.set("Content-Type", isNote ? "text/plain; charset=utf-8" : "application/octet-stream");
            headers.set("Cache-Control", isNote ? FOR_SECONDS : FOR_GOOD);
            headers.set("X-Content-Type-Options", "nosniff");
            reply(call, 200, found.get());
        }
    }

    private static void refuse(HttpExchange call, int status, String why) throws IOException {
        call.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        call.getResponseHeaders().set("Cache-Control", "no-store");
        reply(call, status, why.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange call, int status, byte[] body) throws IOException {
        if (call.getRequestMethod().equals("HEAD")) {
            call.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            call.sendResponseHeaders(status, -1);
            return;
        }
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.close();
    }
}
