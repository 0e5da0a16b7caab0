package dev.firsthand.app.edge;

import dev.firsthand.app.edge.Standing.Cover;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every request passes first and last: it gets its number, is refused while the server stops, is taken for what
/// the proxy in front says that it is, and leaves one line in the log and its share in the figures.
public final class Edge extends Handler.Wrapper {
    /// How long requests that run may go on once the server is asked to stop.
    public static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    static final String ACCESS_LOG = "dev.firsthand.access";

    private static final Logger ACCESS = LoggerFactory.getLogger(ACCESS_LOG);
    private static final int RUNNING_MAX = 1 << 20;
    private static final int ID_BYTES = 8;
    private static final String RETRY_SECONDS = "10";
    private static final String ONE_YEAR = "max-age=31536000";

    private final Standing standing;
    private final Traffic traffic;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore free = new Semaphore(RUNNING_MAX);
    private volatile boolean stopping;

    public Edge(Standing standing, Traffic traffic) {
        this.standing = standing;
        this.traffic = traffic;
    }

    /// How a request that goes no further is answered.
    private record Refused(int status, String code, String message) {}

    /// No new request from now on; waits until those that run have ended, at most so long. Whether they have.
    public boolean drain(Duration limit) throws InterruptedException {
        stopping = true;
        if (!free.tryAcquire(RUNNING_MAX, limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        free.release(RUNNING_MAX);
        return true;
    }

    int running() {
        return RUNNING_MAX - free.availablePermits();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var exchange = new Exchange(drawn(), Exchange.Method.of(request.getMethod()), System.nanoTime());
        boolean counted = free.tryAcquire();
        traffic.begin();
        Request.addCompletionListener(request, failure -> {
            if (counted) {
                free.release();
            }
            tell(exchange, response.getStatus(), failure != null, Request.getContentBytesRead(request));
        });
        response.getHeaders().put("X-Request-Id", exchange.id());
        request.setAttribute(Exchange.ATTRIBUTE, exchange);
        if (stopping || !counted) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            return refuse(
                    response,
                    callback,
                    new Refused(
                            503,
                            "server-stopping",
                            "The server is being stopped and started again. Try again in a moment."));
        }
        if (standing.lasting()) {
            response.getHeaders().put(HttpHeader.STRICT_TRANSPORT_SECURITY, ONE_YEAR);
        }
        return switch (standing.cover()) {
            case Cover.Proxied proxied -> proxied(proxied, request, response, callback);
            case Cover.Loopback none -> super.handle(request, response, callback);
            case Cover.Certified certified -> super.handle(request, response, callback);
            case Cover.SelfSigned tried -> super.handle(request, response, callback);
        };
    }

    private boolean proxied(Cover.Proxied cover, Request request, Response response, Callback callback)
            throws Exception {
        Optional<InetAddress> peer = peer(request);
        if (peer.isEmpty() || !cover.proxies().trusts(peer.get())) {
            return refuse(
                    response,
                    callback,
                    new Refused(403, "not-through-proxy", "This server answers at %s.".formatted(cover.publicUrl())));
        }
        if ("http".equalsIgnoreCase(last(request, HttpHeader.X_FORWARDED_PROTO))) {
            return overHttps(cover.publicUrl(), request, response, callback);
        }
        List<String> forwarded = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
        InetAddress client = cover.proxies().client(peer.get(), forwarded);
        return super.handle(new ProxiedRequest(request, cover.publicUrl(), client), response, callback);
    }

    private static Optional<InetAddress> peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? Optional.ofNullable(address.getAddress())
                : Optional.empty();
    }

    private static String last(Request request, HttpHeader header) {
        List<String> values = request.getHeaders().getCSV(header, false);
        return values.isEmpty() ? "" : values.getLast().strip();
    }

    /// The proxy was spoken to in the open: a page is sent to https, anything else is not taken.
    private static boolean overHttps(URI publicUrl, Request request, Response response, Callback callback) {
        if (List.of("GET", "HEAD").contains(request.getMethod())) {
            response.setStatus(308);
            response.getHeaders()
                    .put(HttpHeader.LOCATION, publicUrl + request.getHttpURI().getPathQuery());
            callback.succeeded();
            return true;
        }
        return refuse(
                response,
                callback,
                new Refused(
                        403,
                        "https-needed",
                        "What you sent crossed the network in the open. Send it to %s.".formatted(publicUrl)));
    }

    private static boolean refuse(Response response, Callback callback, Refused refused) {
        response.setStatus(refused.status());
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, "application/json"));
        String body = "{\"code\":\"%s\",\"message\":\"%s\"}".formatted(refused.code(), refused.message());
        response.write(true, StandardCharsets.UTF_8.encode(body), callback);
        return true;
    }

    private String drawn() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void tell(Exchange exchange, int status, boolean cut, long bodyBytes) {
        Duration took = Duration.ofNanos(exchange.nanosUntil(System.nanoTime()));
        traffic.count(exchange, status, took, bodyBytes);
        ACCESS.atInfo()
                .addKeyValue("request", exchange.id())
                .addKeyValue("method", exchange.method())
                .addKeyValue("route", exchange.route())
                .addKeyValue("status", status)
                .addKeyValue("ms", took.toMillis())
                .addKeyValue("cut", cut)
                .log("answered");
    }
}
