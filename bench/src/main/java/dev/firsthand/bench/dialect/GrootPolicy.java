package dev.firsthand.bench.dialect;

import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.MessagePack;
import dev.firsthand.bench.wire.Parts;
import dev.firsthand.bench.wire.Patience;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// GR00T's server: MessagePack over ZeroMQ, an endpoint for each request. An error is a map that says so.
final class GrootPolicy implements RobotPolicy {
    private final ZmtpRequester requester;
    private final Patience patience;

    private GrootPolicy(ZmtpRequester requester, Limits limits) {
        this.requester = requester;
        patience = new Patience(limits);
    }

    static GrootPolicy open(URI address, Limits limits) {
        var policy = new GrootPolicy(ZmtpRequester.connect(address, limits), limits);
        policy.patience.before(most -> policy.ask("reset", Map.of("options", MessagePack.Nil.NIL), most));
        return policy;
    }

    @Override
    public ActionChunk act(Map<?, ?> observation, int most) {
        Map<String, Object> data = Map.of("observation", observation, "options", MessagePack.Nil.NIL);
        List<?> answer = Parts.list(patience.answer(left -> ask("get_action", data, left)), "the answer");
        if (answer.isEmpty()) {
            throw Parts.wrong("an action and what is said of it");
        }
        return ActionChunk.named(Parts.map(answer.getFirst(), "the action"));
    }

    private Object ask(String endpoint, Map<String, Object> data, Duration most) {
        byte[] request = NpyForm.bytes(Map.of("endpoint", endpoint, "data", data));
        Object answer = NpyForm.read(requester.exchange(request, most));
        if (answer instanceof Map<?, ?> map && map.containsKey("error")) {
            throw new PolicyFault(Ending.TEXT_ERROR, "the server failed: " + map.get("error"));
        }
        return answer;
    }

    @Override
    public void close() {
        requester.close();
    }
}
