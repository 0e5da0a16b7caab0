package dev.firsthand.bench.outside;

import dev.firsthand.bench.activity.BddlReader;
import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.activity.Literal;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.activity.ReadResult;
import dev.firsthand.bench.dialect.ActionChunk;
import dev.firsthand.bench.dialect.NumpyArray;
import dev.firsthand.bench.dialect.NumpyForm;
import dev.firsthand.bench.wire.LoopbackServer;
import dev.firsthand.bench.wire.LoopbackServer.Connection;
import dev.firsthand.bench.wire.MessagePack;
import dev.firsthand.bench.wire.Parts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The far end of `world/1` on this machine, with any world behind it: written from docs/formats/bench.md.
final class LoopbackWorld {
    private final OutsideWorld world;

    private LoopbackWorld(OutsideWorld world) {
        this.world = world;
    }

    static LoopbackServer serving(Conductor.Door door) throws IOException {
        return new LoopbackServer(connection -> {
            try (OutsideWorld world = door.enter()) {
                new LoopbackWorld(world).serve(connection);
            }
        });
    }

    private void serve(Connection connection) throws IOException {
        OutsideWorld.Hello hello = world.hello();
        connection.send(Map.of(
                "profile", "world/1",
                "world", hello.world(),
                "engine", hello.engine(),
                "actions", hello.actionWidths(),
                "observation_profiles", hello.profiles(),
                "deterministic", hello.deterministic(),
                "twists", hello.twists(),
                "predicates", hello.predicates(),
                "mirrors", hello.canBeMirrored()));
        while (true) {
            var asked = (Map<?, ?>) NumpyForm.read(ByteBuffer.wrap(connection.receive()));
            connection.send(LoopbackServer.BINARY, NumpyForm.bytes(answer(asked)));
        }
    }

    private Map<String, Object> answer(Map<?, ?> asked) throws IOException {
        return switch ((String) Parts.present(asked, "op")) {
            case "reset" -> Map.of("unplaced", world.reset(setting(asked)));
            case "observe" -> Map.of("observation", world.observe());
            case "act" -> {
                var parts = new LinkedHashMap<String, NumpyArray>();
                ((Map<?, ?>) Parts.present(asked, "actions"))
                        .forEach((name, part) -> parts.put(name.toString(), (NumpyArray) part));
                yield moment(world.act(new ActionChunk(parts)));
            }
            case "hold" -> moment(world.hold(Duration.ofMillis((Long) Parts.present(asked, "ms"))));
            case "query" -> Map.of("truths", truths((List<?>) Parts.present(asked, "facts")));
            case "twist" ->
                Map.of(
                        "status",
                        world.twist((String) Parts.present(asked, "kind"))
                                .name()
                                .toLowerCase(Locale.ROOT));
            case "stop" -> {
                world.stop();
                yield Map.of();
            }
            default -> throw new IOException("unknown " + asked);
        };
    }

    private static Setting setting(Map<?, ?> asked) {
        var categories = new LinkedHashMap<String, String>();
        ((Map<?, ?>) Parts.present(asked, "objects"))
                .forEach((name, category) -> categories.put((String) name, (String) category));
        var beginning = new ArrayList<Literal>();
        for (Object fact : (List<?>) Parts.present(asked, "beginning")) {
            var parts = (List<?>) fact;
            beginning.add(new Literal(
                    Predicate.of((String) parts.get(1)).orElseThrow(),
                    (String) parts.get(2),
                    parts.size() > 3 ? (String) parts.get(3) : "",
                    (Boolean) parts.get(0)));
        }
        return new Setting(
                new Definition("", categories, beginning, NO_GOAL.goal()),
                ((Long) Parts.present(asked, "seed")).intValue(),
                (String) Parts.present(asked, "instruction"),
                (String) Parts.present(asked, "profile"),
                Parts.optional(asked, "mirrored").isPresent());
    }

    private static final Definition NO_GOAL = ((ReadResult.Read)
                    BddlReader.read("(define (problem none) (:domain none) (:objects) (:init) (:goal (and)))"))
            .definition();

    private static Map<String, Object> moment(OutsideWorld.Moment moment) {
        return Map.of(
                "status",
                moment.isDone() ? "done" : "refused",
                "t_ms",
                moment.timeMs(),
                "events",
                moment.events().stream()
                        .map(event -> Map.of("kind", event.kind(), "t_ms", event.timeMs()))
                        .toList());
    }

    private List<Object> truths(List<?> facts) throws IOException {
        var asked = new ArrayList<NamedGoal.Fact>();
        for (Object fact : facts) {
            var parts = (List<?>) fact;
            asked.add(new NamedGoal.Fact(
                    Predicate.of((String) parts.get(0)).orElseThrow(),
                    (String) parts.get(1),
                    parts.size() > 2 ? (String) parts.get(2) : ""));
        }
        return world.query(asked).stream()
                .<Object>map(truth -> switch (truth) {
                    case TRUE -> true;
                    case FALSE -> false;
                    case UNKNOWN -> MessagePack.Nil.NIL;
                })
                .toList();
    }
}
