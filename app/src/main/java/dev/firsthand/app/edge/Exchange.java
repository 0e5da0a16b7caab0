package dev.firsthand.app.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// One request and its answer, as the log and the figures know it: a number drawn for it, its method and the pattern of
/// its route. Never its path, which may hold a token.
public final class Exchange {
    static final String ATTRIBUTE = "dev.firsthand.exchange";
    private static final String NO_ROUTE = "none";

    private final String id;
    private final Method method;
    private final long beganNanos;
    private volatile String route = NO_ROUTE;

    /// Whatever else a client sends as its method is not repeated anywhere.
    enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE,
        OPTIONS,
        OTHER;

        static Method of(String text) {
            for (Method method : values()) {
                if (method.name().equals(text)) {
                    return method;
                }
            }
            return OTHER;
        }
    }

    Exchange(String id, Method method, long beganNanos) {
        this.id = id;
        this.method = method;
        this.beganNanos = beganNanos;
    }

    /// That of a request under way; nothing for one that did not come through the edge.
    public static Optional<Exchange> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Exchange exchange ? Optional.of(exchange) : Optional.empty();
    }

    /// The number by which the log knows it; the answer bears it in `X-Request-Id`.
    public String id() {
        return id;
    }

    /// Says which route was found, as its pattern.
    public void found(String pattern) {
        route = pattern;
    }

    Method method() {
        return method;
    }

    String route() {
        return route;
    }

    long nanosUntil(long now) {
        return now - beganNanos;
    }
}
