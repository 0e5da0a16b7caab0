package dev.firsthand.bench.serve;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.ScenarioFile;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.scenario.TwistKind;
import dev.firsthand.bench.wire.AnswerReader;
import dev.firsthand.bench.wire.MessagePack;
import dev.firsthand.bench.wire.Parts;
import dev.firsthand.bench.wire.ViewMessage;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Reason;
import dev.firsthand.bench.world.Relation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// One client that steps days, `step/1` as docs/formats/bench.md has it: a message in, a message out. A fault is told
/// and changes nothing; a day that is over stays so until the client asks for another.
public final class StepDoor {
    /// No request is larger.
    public static final int REQUEST_BYTES_MAX = 64 << 10;

    private static final String PROFILE = "step/1";
    private static final int DRAWS_MAX = 50;

    private final Suite suite;
    private final Generator generator;
    private Optional<Session> session = Optional.empty();
    private String episode = "";

    public StepDoor(Suite suite) {
        this.suite = suite;
        generator = new Generator(suite.library());
    }

    /// What is said first, and is the same for every client: the words of the profile in the order of their numbers.
    public static byte[] hello(Suite suite) {
        return MessagePack.bytes(new TreeMap<>(Map.of(
                "profile", PROFILE,
                "suite", suite.digest(),
                "scenarios", suite.scenarios().size(),
                "categories", Categories.of(suite),
                "ops", words(Op.values()),
                "acts", words(SpeechAct.values()),
                "relations", words(Relation.values()),
                "reasons", words(Reason.values()),
                "flags", words(Flag.values()))));
    }

    private static List<String> words(Enum<?>[] all) {
        return Arrays.stream(all)
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    public byte[] answer(ByteBuffer message) {
        try {
            Map<?, ?> request = Parts.map(MessagePack.read(message), "a request");
            return MessagePack.bytes(
                    switch (request.get("op") instanceof String op ? op : "") {
                        case "reset" -> reset(request);
                        case "step" -> step(request);
                        default -> throw new Refused("unknown-op", "`op` is neither reset nor step");
                    });
        } catch (PolicyFault fault) {
            return error(fault.ending().word(), Objects.toString(fault.getMessage(), ""));
        } catch (Refused refused) {
            return error(refused.code, Objects.toString(refused.getMessage(), ""));
        }
    }

    private static byte[] error(String code, String message) {
        return MessagePack.bytes(new TreeMap<>(Map.of("op", "error", "code", code, "message", message)));
    }

    /// A request that can't be followed as things stand.
    private static final class Refused extends RuntimeException {
        private final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    private Map<String, Object> reset(Map<?, ?> request) {
        Scenario scenario = Parts.optional(request, "scenario").isPresent()
                ? ofSuite(whole(request, "scenario", 1))
                : drawn(request);
        var fresh = Session.begin(scenario, suite.library());
        session = Optional.of(fresh);
        episode = ScenarioFile.id(scenario, suite.library());
        var message = new TreeMap<>(ViewMessage.reset(fresh.view(), episode));
        message.putAll(seen(fresh, 0));
        message.put("length_ms", scenario.tier().lengthMs());
        return message;
    }

    private Scenario ofSuite(long number) {
        if (number < 1 || number > suite.scenarios().size()) {
            throw new Refused(
                    "unknown-scenario",
                    "there is no scenario %d; the suite has 1 to %d"
                            .formatted(number, suite.scenarios().size()));
        }
        return suite.scenarios().get((int) number - 1);
    }

    /// The first fair one from this seed on, as `bench gen` draws it.
    private Scenario drawn(Map<?, ?> request) {
        Tier tier = oneOf(request, "tier", Tier.values()).orElse(Tier.H1);
        Optional<TwistKind.Family> family = oneOf(request, "family", TwistKind.Family.values());
        long seed = whole(request, "seed", 0);
        for (long draw = seed; draw < seed + DRAWS_MAX; draw++) {
            Optional<Scenario> scenario =
                    family.isPresent() ? generator.generate(tier, draw, family.get()) : generator.generate(tier, draw);
            if (scenario.isPresent()) {
                return scenario.get();
            }
        }
        throw new Refused("not-fair", "none of %d draws from seed %d is fair; try another".formatted(DRAWS_MAX, seed));
    }

    private static long whole(Map<?, ?> request, String key, long unsaid) {
        Object value = Parts.optional(request, key).orElse(unsaid);
        if (value instanceof Long number) {
            return number;
        }
        throw new Refused("wrong-shape", "`%s` is no whole number".formatted(key));
    }

    private static <E extends Enum<E>> Optional<E> oneOf(Map<?, ?> request, String key, E[] all) {
        Optional<Object> word = Parts.optional(request, key);
        Optional<E> known = Arrays.stream(all)
                .filter(one -> word.isPresent() && word.get().equals(one.name()))
                .findFirst();
        if (word.isPresent() && known.isEmpty()) {
            throw new Refused("wrong-shape", "`%s` is none of %s".formatted(key, Arrays.toString(all)));
        }
        return known;
    }

    private Map<String, Object> step(Map<?, ?> request) {
        Session day = session.orElseThrow(() -> new Refused("no-episode", "ask for `reset` first"));
        if (day.isOver() || day.isCut()) {
            throw new Refused("episode-over", "the episode is over; ask for `reset`");
        }
        List<Answer> answers = AnswerReader.read(request);
        if (answers.size() != 1) {
            throw new Refused("wrong-shape", "a step is one action, not %d".formatted(answers.size()));
        }
        return seen(day, day.step(answers.getFirst()));
    }

    private Map<String, Object> seen(Session day, double reward) {
        Map<String, Object> message = ViewMessage.observe(day.view(), episode);
        message.put("reward", reward);
        message.put("earned", day.earned());
        message.put("terminated", day.isOver());
        message.put("truncated", day.isCut());
        return message;
    }
}
