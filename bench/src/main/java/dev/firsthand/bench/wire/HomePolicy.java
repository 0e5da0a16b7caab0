package dev.firsthand.bench.wire;

import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.world.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/// A policy that listens at an address and speaks `home/1`. A connection for each episode; what it says of itself comes
/// first.
final class HomePolicy implements Policy {
    private final Socket socket;
    private final String episode;
    private final Map<?, ?> hello;
    private final Deque<Answer> planned = new ArrayDeque<>();
    private final Patience patience;
    private boolean speaksText;
    private boolean isReset;

    HomePolicy(HttpClient client, URI address, Limits limits, String episode) {
        patience = new Patience(limits);
        this.episode = episode;
        socket = Socket.open(client, address, limits);
        try {
            hello = Parts.map(patience.before(this::receive), "the hello");
        } catch (PolicyFault fault) {
            socket.close();
            throw fault;
        }
    }

    Map<?, ?> hello() {
        return hello;
    }

    @Override
    public Answer decide(View view) {
        if (!isReset) {
            isReset = true;
            send(ViewMessage.reset(view, episode));
            Parts.map(patience.before(this::receive), "the answer to reset");
        }
        boolean goesOn = view.lastReason() == Reason.DONE && view.heard().isEmpty();
        if (!goesOn) {
            planned.clear();
        }
        if (planned.isEmpty()) {
            send(ViewMessage.observe(view, episode));
            planned.addAll(AnswerReader.read(patience.answer(this::receive)));
        }
        return planned.removeFirst();
    }

    /// As it speaks itself.
    private void send(Map<String, Object> message) {
        if (speaksText) {
            socket.send(Json.text(message));
        } else {
            socket.send(MessagePack.bytes(message));
        }
    }

    private Object receive(Duration most) {
        return switch (socket.receive(most)) {
            case Socket.Message.Binary(ByteBuffer bytes) -> MessagePack.read(bytes);
            case Socket.Message.Text(String text) -> {
                speaksText = true;
                yield JsonMessage.read(text);
            }
            case Socket.Message.Failed(PolicyFault fault) -> throw fault;
        };
    }

    @Override
    public void close() {
        socket.close();
    }

    static PolicyFault unknownProfile(Object profile) {
        return new PolicyFault(Ending.WRONG_SHAPE, "the profile is %s, not home/1".formatted(profile));
    }
}
