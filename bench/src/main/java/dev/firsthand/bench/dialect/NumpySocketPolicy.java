package dev.firsthand.bench.dialect;

import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.Parts;
import dev.firsthand.bench.wire.Patience;
import dev.firsthand.bench.wire.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// openpi, and the two that grew from it and break it: RoboArena wants each message to name its endpoint and answers a
/// reset with a text; BEHAVIOR answers a reset with nothing and gives one action. Nothing is sent to find out which one
/// it is: the first message of the server says.
final class NumpySocketPolicy implements RobotPolicy {
    private static final String RESET_DONE = "reset successful";
    private static final String SESSION = "session_id";

    private final Dialect dialect;
    private final Socket socket;
    private final Patience patience;
    private final Map<?, ?> metadata;
    private final String session = UUID.randomUUID().toString();

    private NumpySocketPolicy(Dialect asked, Socket socket, Limits limits) {
        this.socket = socket;
        patience = new Patience(limits);
        metadata = Parts.map(patience.before(this::receive), "the metadata");
        boolean isRoboArena = metadata.containsKey("needs_wrist_camera") && metadata.containsKey("action_space");
        if (asked == Dialect.ROBOARENA && !isRoboArena) {
            throw Parts.wrong("what a RoboArena server needs in its metadata, not " + metadata.keySet());
        }
        dialect = isRoboArena ? Dialect.ROBOARENA : asked;
    }

    static NumpySocketPolicy open(Dialect asked, HttpClient client, URI address, Limits limits) {
        Socket socket = Socket.open(client, address, limits);
        try {
            var policy = new NumpySocketPolicy(asked, socket, limits);
            policy.reset();
            return policy;
        } catch (PolicyFault fault) {
            socket.close();
            throw fault;
        }
    }

    private void reset() {
        switch (dialect) {
            case ROBOARENA -> {
                send(named("reset", Map.of()));
                patience.before(most -> {
                    if (socket.receive(most) instanceof Socket.Message.Text(String text) && text.equals(RESET_DONE)) {
                        return text;
                    }
                    throw new PolicyFault(
                            Ending.TEXT_ERROR, "the reset was not answered by `%s`".formatted(RESET_DONE));
                });
            }
            case BEHAVIOR -> send(Map.of("reset", true));
            case OPENPI, GR00T, OPENVLA -> {}
        }
    }

    @Override
    public ActionChunk act(Map<?, ?> observation, int most) {
        send(
                switch (dialect) {
                    case ROBOARENA -> named("infer", observation);
                    case BEHAVIOR -> withChunk(observation, most);
                    case OPENPI, GR00T, OPENVLA -> observation;
                });
        Object answer = patience.answer(this::receive);
        return dialect == Dialect.BEHAVIOR ? behavior(Parts.map(answer, "the answer")) : chunk(answer);
    }

    /// RoboArena's own server gives the array itself.
    private ActionChunk chunk(Object answer) {
        if (dialect == Dialect.ROBOARENA && answer instanceof NumpyArray array) {
            return ActionChunk.whole(array);
        }
        return ActionChunk.whole(Parts.present(Parts.map(answer, "the answer"), "actions"));
    }

    private static ActionChunk behavior(Map<?, ?> answer) {
        ActionChunk one = ActionChunk.whole(Parts.present(answer, "action"));
        Optional<ActionChunk> many = Parts.optional(answer, "action_chunk").map(ActionChunk::whole);
        if (many.isPresent() && !many.get().first(1).parts().equals(one.parts())) {
            throw Parts.wrong("`action` as the first row of `action_chunk`");
        }
        return many.orElse(one);
    }

    private Map<Object, Object> named(String endpoint, Map<?, ?> message) {
        var named = new LinkedHashMap<Object, Object>(message);
        named.put("endpoint", endpoint);
        if (Boolean.TRUE.equals(metadata.get("needs_session_id"))) {
            named.put(SESSION, session);
        }
        return named;
    }

    private static Map<?, ?> withChunk(Map<?, ?> observation, int most) {
        if (most < 2 || most > ActionChunk.ROWS_MAX) {
            return observation;
        }
        var asking = new LinkedHashMap<Object, Object>(observation);
        asking.put("__action_chunk_size__", most);
        return asking;
    }

    private void send(Object message) {
        socket.send(NumpyForm.bytes(message));
    }

    private Object receive(Duration most) {
        return switch (socket.receive(most)) {
            case Socket.Message.Binary(ByteBuffer bytes) -> NumpyForm.read(bytes);
            case Socket.Message.Text(String text) ->
                throw new PolicyFault(Ending.TEXT_ERROR, "the server failed: " + lastLine(text));
            case Socket.Message.Failed(PolicyFault fault) -> throw fault;
        };
    }

    /// Of a traceback, the line that says what it was.
    private static String lastLine(String text) {
        String last = text.strip().lines().reduce("", (before, line) -> line);
        return last.substring(0, Math.min(last.length(), 200));
    }

    @Override
    public void close() {
        socket.close();
    }
}
