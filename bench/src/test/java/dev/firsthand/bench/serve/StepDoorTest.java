package dev.firsthand.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.trial.Trial;
import dev.firsthand.bench.trial.Twins;
import dev.firsthand.bench.wire.MessagePack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepDoorTest {
    private static final Library LIBRARY = Library.own();
    private static final Scenario SCENARIO =
            new Generator(LIBRARY).generate(Tier.H1, 1).orElseThrow();
    private static final Suite SUITE = new Suite(LIBRARY, List.of(SCENARIO));
    private static final Map<String, Object> WAIT = Map.of("op", "wait", "args", List.of(600_000));

    private final StepDoor door = new StepDoor(SUITE);

    @Test
    void the_rewards_of_a_day_add_up_to_the_score_that_a_run_gets_for_the_same_decisions() {
        List<Answer> answers = answersOfPartialOracle();
        door.answer(message(Map.of("op", "reset", "scenario", 1)));
        double sum = 0;
        Map<?, ?> last = Map.of();
        for (Answer answer : answers) {
            last = ask(step(answer));
            sum += (Double) value(last, "reward");
        }
        double score = EpisodeScore.of(Twins.run(SCENARIO, LIBRARY, Baselines.partialOracle()))
                .q()
                .orElseThrow();

        assertThat(last.get("terminated")).isEqualTo(true);
        assertThat(sum)
                .isEqualTo((Double) value(last, "earned"))
                .isEqualTo(score)
                .isPositive();
    }

    private static List<Answer> answersOfPartialOracle() {
        var answers = new ArrayList<Answer>();
        Contestant inner = Baselines.partialOracle();
        Trial.run(SCENARIO, LIBRARY, new Contestant("recorded", true, (stage, handles) -> {
            var policy = inner.enter(stage, handles);
            return view -> {
                Answer answer = policy.decide(view);
                answers.add(answer);
                return answer;
            };
        }));
        return answers;
    }

    private static Map<String, Object> step(Answer answer) {
        var action = answer.action();
        return Map.of(
                "op",
                "step",
                "action",
                Map.of(
                        "op", action.op().name().toLowerCase(Locale.ROOT),
                        "args", List.of(action.a(), action.b(), action.c())));
    }

    @Test
    void the_same_seed_is_the_same_day_and_another_seed_another() {
        Map<?, ?> first = ask(Map.of("op", "reset", "seed", 7));
        Map<?, ?> again = ask(Map.of("op", "reset", "seed", 7));
        Map<?, ?> other = ask(Map.of("op", "reset", "seed", 8));

        assertThat(again.equals(first)).isTrue();
        assertThat(other.equals(first)).isFalse();
    }

    @Test
    void a_day_that_is_over_stays_over_until_another_is_asked_for() {
        ask(Map.of("op", "reset", "scenario", 1));
        Map<?, ?> answer = Map.of();
        for (int i = 0; !Boolean.TRUE.equals(answer.get("terminated")); i++) {
            assertThat(i).isLessThan(1000);
            answer = ask(Map.of("op", "step", "action", WAIT));
        }
        assertThat(answer.get("earned")).isEqualTo(0.0);

        assertThat(ask(Map.of("op", "step", "action", WAIT)).get("code")).isEqualTo("episode-over");
        assertThat(ask(Map.of("op", "reset", "scenario", 1)).get("terminated")).isEqualTo(false);
    }

    @Test
    void what_cannot_be_followed_is_told_and_changes_nothing() {
        assertThat(code(Map.of("op", "step", "action", WAIT))).isEqualTo("no-episode");
        assertThat(code(Map.of("op", "reset", "scenario", 2))).isEqualTo("unknown-scenario");
        assertThat(code(Map.of("op", "reset", "tier", "Y1"))).isEqualTo("wrong-shape");
        assertThat(code(Map.of("op", "fly"))).isEqualTo("unknown-op");
        ask(Map.of("op", "reset", "scenario", 1));
        Long before = (Long) value(ask(Map.of("op", "step", "action", WAIT)), "t_ms");
        assertThat(code(Map.of("op", "step", "action", Map.of("op", "fly")))).isEqualTo("wrong-shape");
        assertThat(code(Map.of("op", "step", "actions", List.of(WAIT, WAIT)))).isEqualTo("wrong-shape");
        assertThat(read(door.answer(ByteBuffer.wrap(new byte[] {(byte) 0x80, 2, 'c'})))
                        .get("code"))
                .isEqualTo("not-msgpack");
        assertThat(ask(Map.of("op", "step", "action", Map.of("op", "look"))).get("t_ms"))
                .isEqualTo(before + 1000);
    }

    @Test
    void every_category_that_is_seen_was_named_at_the_hello() {
        List<?> known = (List<?>) value(read(StepDoor.hello(SUITE)), "categories");
        for (int seed = 0; seed < 20; seed++) {
            Map<?, ?> seen = (Map<?, ?>) value(ask(Map.of("op", "reset", "seed", seed)), "visible");
            assertThat(known.containsAll((List<?>) value(seen, "category"))).isTrue();
        }
    }

    private Object code(Map<String, Object> request) {
        return value(ask(request), "code");
    }

    private Map<?, ?> ask(Map<String, Object> request) {
        return read(door.answer(message(request)));
    }

    private static ByteBuffer message(Map<String, Object> request) {
        return ByteBuffer.wrap(MessagePack.bytes(request));
    }

    private static Map<?, ?> read(byte[] bytes) {
        return (Map<?, ?>) MessagePack.read(ByteBuffer.wrap(bytes));
    }

    private static Object value(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new AssertionError("no %s in %s".formatted(key, map));
        }
        return value;
    }
}
