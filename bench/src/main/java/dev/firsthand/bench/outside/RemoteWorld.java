package dev.firsthand.bench.outside;

import dev.firsthand.bench.dialect.ActionChunk;
import dev.firsthand.bench.dialect.NumpyForm;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.MessagePack;
import dev.firsthand.bench.wire.Parts;
import dev.firsthand.bench.wire.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// A world at the far end of a WebSocket that speaks `world/1` as docs/formats/bench.md has it. We ask, it answers.
public final class RemoteWorld implements OutsideWorld {
    private static final String PROFILE = "world/1";

    private final Socket socket;
    private final Limits limits;
    private final Hello hello;

    private RemoteWorld(Socket socket, Limits limits) {
        this.socket = socket;
        this.limits = limits;
        hello = hello(Parts.map(receive(), "the hello"));
    }

    public static RemoteWorld at(URI address, Limits limits) throws WorldFault {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.first())
                .build();
        return told("the hello", () -> {
            Socket socket = Socket.open(client, address, limits);
            try {
                return new RemoteWorld(socket, limits);
            } catch (PolicyFault fault) {
                socket.close();
                throw fault;
            }
        });
    }

    private static Hello hello(Map<?, ?> hello) {
        Object profile = Parts.present(hello, "profile");
        if (!profile.equals(PROFILE)) {
            throw Parts.wrong("the profile %s, not %s".formatted(PROFILE, profile));
        }
        List<String> profiles = texts(hello, "observation_profiles");
        if (profiles.isEmpty()) {
            throw Parts.wrong("at least one of observation_profiles");
        }
        return new Hello(
                Parts.text(Parts.present(hello, "world"), "world"),
                Parts.text(Parts.present(hello, "engine"), "engine"),
                map(hello, "actions", Parts::whole),
                profiles,
                Parts.text(Parts.present(hello, "deterministic"), "deterministic"),
                map(hello, "twists", how -> Parts.text(how, "a twist")),
                texts(hello, "predicates"),
                Parts.optional(hello, "mirrors").orElse(false).equals(true));
    }

    @Override
    public Hello hello() {
        return hello;
    }

    @Override
    public List<String> reset(Setting setting) throws WorldFault {
        return ask(setting.message(), answer -> texts(answer, "unplaced"));
    }

    @Override
    public Map<?, ?> observe() throws WorldFault {
        return ask(Map.of("op", "observe"), answer -> Parts.map(Parts.present(answer, "observation"), "observation"));
    }

    @Override
    public Moment act(ActionChunk actions) throws WorldFault {
        return ask(Map.of("op", "act", "actions", actions.parts()), RemoteWorld::moment);
    }

    @Override
    public Moment hold(Duration time) throws WorldFault {
        return ask(Map.of("op", "hold", "ms", time.toMillis()), RemoteWorld::moment);
    }

    private static Moment moment(Map<?, ?> answer) {
        var events = new ArrayList<Event>();
        for (Object event : Parts.list(Parts.optional(answer, "events").orElse(List.of()), "events")) {
            Map<?, ?> parts = Parts.map(event, "an event");
            events.add(new Event(
                    Parts.text(Parts.present(parts, "kind"), "kind"), Parts.whole(Parts.present(parts, "t_ms"))));
        }
        boolean isDone = !Parts.optional(answer, "status").orElse("done").equals("refused");
        return new Moment(isDone, Parts.whole(Parts.present(answer, "t_ms")), events);
    }

    @Override
    public List<NamedGoal.Truth> query(List<NamedGoal.Fact> facts) throws WorldFault {
        var asked = new ArrayList<List<String>>();
        for (NamedGoal.Fact fact : facts) {
            String word = fact.predicate().word();
            asked.add(
                    fact.second().isEmpty() ? List.of(word, fact.first()) : List.of(word, fact.first(), fact.second()));
        }
        return ask(Map.of("op", "query", "facts", asked), answer -> {
            List<?> truths = Parts.list(Parts.present(answer, "truths"), "truths");
            if (truths.size() != asked.size()) {
                throw Parts.wrong("%d truths, not %d".formatted(asked.size(), truths.size()));
            }
            return truths.stream().map(RemoteWorld::truth).toList();
        });
    }

    private static NamedGoal.Truth truth(Object told) {
        return switch (told) {
            case Boolean truth -> truth ? NamedGoal.Truth.TRUE : NamedGoal.Truth.FALSE;
            case MessagePack.Nil nil -> NamedGoal.Truth.UNKNOWN;
            default -> throw Parts.wrong("true, false or nil");
        };
    }

    @Override
    public Twisted twist(String kind) throws WorldFault {
        return ask(Map.of("op", "twist", "kind", kind), answer -> {
            Object status = Parts.present(answer, "status");
            for (Twisted one : Twisted.values()) {
                if (one.name().toLowerCase(Locale.ROOT).equals(status)) {
                    return one;
                }
            }
            throw Parts.wrong("applied, refused or pending_operator");
        });
    }

    @Override
    public void stop() throws WorldFault {
        ask(Map.of("op", "stop"), answer -> answer);
    }

    private <T> T ask(Map<String, Object> question, Function<Map<?, ?>, T> read) throws WorldFault {
        return told("the answer to " + question.get("op"), () -> {
            socket.send(NumpyForm.bytes(question));
            return read.apply(Parts.map(receive(), "an answer"));
        });
    }

    private Object receive() {
        return switch (socket.receive(limits.first())) {
            case Socket.Message.Binary(ByteBuffer bytes) -> NumpyForm.read(bytes);
            case Socket.Message.Text(String text) -> throw Parts.wrong("a binary message, not " + shown(text));
            case Socket.Message.Failed(PolicyFault fault) -> throw fault;
        };
    }

    private static String shown(String text) {
        String last = text.strip().lines().reduce("", (before, line) -> line);
        return last.substring(0, Math.min(last.length(), 200));
    }

    private interface Asking<T> {
        T ask();
    }

    private static <T> T told(String what, Asking<T> asking) throws WorldFault {
        try {
            return asking.ask();
        } catch (PolicyFault fault) {
            throw new WorldFault("The world failed at %s: %s.".formatted(what, fault.getMessage()), fault);
        }
    }

    private static List<String> texts(Map<?, ?> map, String key) {
        return Parts.list(Parts.optional(map, key).orElse(List.of()), key).stream()
                .map(text -> Parts.text(text, key))
                .toList();
    }

    private static <T> Map<String, T> map(Map<?, ?> map, String key, Function<Object, T> read) {
        var values = new LinkedHashMap<String, T>();
        Parts.map(Parts.optional(map, key).orElse(Map.of()), key)
                .forEach((name, value) -> values.put(name.toString(), read.apply(value)));
        return values;
    }

    @Override
    public void close() {
        socket.close();
    }
}
