package dev.firsthand.evidence.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers HTTP without TLS: a proxy stands before it. A caller that is slow holds up no other.
public final class LocalServer implements AutoCloseable {
    private static final int WAITING_MAX = 64;
    private static final Duration CLOSING = Duration.ofSeconds(1);

    static {
        // A caller that sends nothing, or takes nothing, must not hold a connection for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "20");
        System.setProperty("sun.net.httpserver.maxRspTime", "20");
        System.setProperty("jdk.httpserver.maxConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LocalServer(HttpServer server) {
        this.server = server;
    }

    public static LocalServer start(InetSocketAddress address, HttpHandler answer) throws IOException {
        var local = new LocalServer(HttpServer.create(address, WAITING_MAX));
        local.server.setExecutor(local.threads);
        local.server.createContext("/", answer);
        local.server.start();
        return local;
    }

    /// Where it answers, for a client on this machine.
    public URI address() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop((int) CLOSING.toSeconds());
        threads.shutdown();
    }
}
