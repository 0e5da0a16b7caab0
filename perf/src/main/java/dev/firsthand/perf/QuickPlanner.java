package dev.firsthand.perf;

import dev.firsthand.bench.wire.MessagePack;
import io.javalin.Javalin;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// A server of `home/1` that waits a second of the home's time at each decision, and answers at once.
final class QuickPlanner implements AutoCloseable {
    private static final byte[] HELLO =
            MessagePack.bytes(Map.of("profile", "home/1", "name", "quick", "version", "1", "declares", Map.of()));
    private static final byte[] NOTHING = MessagePack.bytes(Map.of());
    private static final byte[] WAIT =
            MessagePack.bytes(Map.of("actions", List.of(Map.of("op", "wait", "args", List.of(1000)))));
    private static final String BEGUN = "begun";

    private final Javalin javalin;

    QuickPlanner() {
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.modifyWebSocketServletFactory(sockets -> sockets.setMaxBinaryMessageSize(1 << 20));
            config.routes.ws("/", socket -> {
                socket.onConnect(context -> context.send(ByteBuffer.wrap(HELLO)));
                socket.onBinaryMessage(context -> {
                    boolean begins = context.attribute(BEGUN) == null;
                    context.attribute(BEGUN, true);
                    context.send(ByteBuffer.wrap(begins ? NOTHING : WAIT));
                });
            });
        });
        javalin.start("127.0.0.1", 0);
    }

    URI address() {
        return URI.create("ws://127.0.0.1:%d/".formatted(javalin.port()));
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
