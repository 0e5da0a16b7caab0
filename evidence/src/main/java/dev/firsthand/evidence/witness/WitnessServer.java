package dev.firsthand.evidence.witness;

import com.sun.net.httpserver.HttpExchange;
import dev.firsthand.evidence.http.LocalServer;
import dev.firsthand.evidence.note.NoteSignature;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A witness behind HTTP: `POST /add-checkpoint`, `GET /<hash of origin>/checkpoint`, and a page for people at `/`.
public final class WitnessServer implements AutoCloseable {
    private static final Pattern MONITORING = Pattern.compile("/([0-9a-f]{64})/checkpoint");
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Witness witness;
    private final List<Follower> followers;
    private final LocalServer server;

    private WitnessServer(Witness witness, List<Follower> followers, InetSocketAddress address) throws IOException {
        this.witness = witness;
        this.followers = List.copyOf(followers);
        this.server = LocalServer.start(address, this::answer);
    }

    public static WitnessServer start(Witness witness, InetSocketAddress address) throws IOException {
        return start(witness, List.of(), address);
    }

    /// Its page also tells what the followers of this witness saw.
    public static WitnessServer start(Witness witness, List<Follower> followers, InetSocketAddress address)
            throws IOException {
        return new WitnessServer(witness, followers, address);
    }

    /// Where it answers, for a client on this machine.
    public URI address() {
        return server.address();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath();
            Matcher monitoring = MONITORING.matcher(path);
            if (path.equals("/add-checkpoint")) {
                addCheckpoint(call);
            } else if (!call.getRequestMethod().equals("GET")) {
                reply(call, 405, TEXT, "only GET\n");
            } else if (path.equals("/")) {
                reply(call, 200, "text/html; charset=utf-8", WitnessPage.of(witness, followers));
            } else if (monitoring.matches()) {
                Optional<byte[]> found = witness.checkpoint(monitoring.group(1));
                reply(
                        call,
                        found.isPresent() ? 200 : 404,
                        TEXT,
                        found.map(WitnessServer::text).orElse("not seen yet\n"));
            } else {
                reply(call, 404, TEXT, "nothing here\n");
            }
        }
    }

    private void addCheckpoint(HttpExchange call) throws IOException {
        if (!call.getRequestMethod().equals("POST")) {
            reply(call, 405, TEXT, "only POST\n");
            return;
        }
        byte[] body = call.getRequestBody().readNBytes(AddCheckpoint.BYTES_MAX + 1);
        WitnessAnswer answer = body.length > AddCheckpoint.BYTES_MAX
                ? new WitnessAnswer.Malformed("the body has more than %d bytes".formatted(AddCheckpoint.BYTES_MAX))
                : witness.add(body);
        String type = answer instanceof WitnessAnswer.OtherSize ? "text/x.tlog.size" : TEXT;
        reply(
                call,
                answer.status(),
                type,
                switch (answer) {
                    case WitnessAnswer.Cosigned(var signatures) -> {
                        var lines = new StringBuilder();
                        for (NoteSignature signature : signatures) {
                            lines.append(signature.text()).append('\n');
                        }
                        yield lines.toString();
                    }
                    case WitnessAnswer.Malformed(var why) -> why + "\n";
                    case WitnessAnswer.Unsigned() -> "no trusted key of this log signed the checkpoint\n";
                    case WitnessAnswer.UnknownLog() -> "this witness does not watch this log\n";
                    case WitnessAnswer.OtherSize(var known) -> Long.toUnsignedString(known) + "\n";
                    case WitnessAnswer.Inconsistent(var why) -> why + "\n";
                });
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange call, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        var headers = call.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.close();
    }
}
