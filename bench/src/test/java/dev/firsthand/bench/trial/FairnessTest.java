package dev.firsthand.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.people.Role;
import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Resident;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.scenario.Twist;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Relation;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FairnessTest {
    private static final Library LIBRARY = Library.own();
    private static final List<String> LANGUAGES = List.of("en", "es", "fr", "pt", "de", "hi", "sw", "tl", "ar", "zh");
    private static final List<Scenario> SCENARIOS = LongStream.range(500, 520)
            .mapToObj(seed -> new Generator(LIBRARY).generate(Tier.H1, seed))
            .flatMap(Optional::stream)
            .toList();

    /// What a policy that knows our source might try instead of doing chores.
    private static List<Contestant> cheats() {
        return List.of(
                cheat("says done at once and all the time", (view, step) -> {
                    Action wait = Action.waiting(5_000);
                    int request = view.requests() == 0 ? 0 : step % view.requests();
                    return new Answer(wait, Optional.of(new Answer.Claim(request, 1000)), Optional.empty());
                }),
                cheat("hides things", (view, step) -> {
                    int thing = view.handle(step / 4 % view.visible());
                    int place = view.handle((step / 4 + 3) % view.visible());
                    return Answer.of(
                            switch (step % 4) {
                                case 0 -> Action.of(Op.GO, thing);
                                case 1 -> Action.of(Op.PICK, thing);
                                case 2 -> Action.of(Op.GO, place);
                                default -> Action.place(thing, Relation.UNDER, place);
                            });
                }),
                cheat(
                        "locks and shuts what it can, so that nobody does anything",
                        (view, step) -> Answer.of(
                                Action.of(step % 2 == 0 ? Op.CLOSE : Op.LOCK, view.handle(step / 2 % view.visible())))),
                cheat("carries something and says done, so that twists come early", (view, step) -> {
                    int thing = view.handle(step / 2 % view.visible());
                    Action act = Action.of(step % 2 == 0 ? Op.GO : Op.PICK, thing);
                    return new Answer(act, Optional.of(new Answer.Claim(0, 1)), Optional.empty());
                }),
                cheat("talks people out of their wishes", (view, step) -> {
                    int listener = view.handle(step % view.visible());
                    SpeechAct act = SpeechAct.of(step);
                    return new Answer(
                            Action.waiting(30_000),
                            Optional.empty(),
                            Optional.of(new Answer.Speech(listener, act, step)));
                }),
                cheat("breaks off at the first decision", (view, step) -> {
                    throw new IllegalStateException("enough");
                }),
                cheat(
                        "answers with numbers that name nothing",
                        (view, step) -> new Answer(
                                new Action(Op.of(step % 26), Integer.MIN_VALUE, Integer.MAX_VALUE, -step),
                                Optional.of(new Answer.Claim(-step, -step)),
                                Optional.of(new Answer.Speech(-step, SpeechAct.CANCEL, -step)))));
    }

    private interface Decision {
        Answer decide(View view, int step);
    }

    private static Contestant cheat(String name, Decision decision) {
        return new Contestant(name, false, (stage, handles) -> new Policy() {
            private int step;

            @Override
            public Answer decide(View view) {
                return decision.decide(view, step++);
            }
        });
    }

    @Test
    void who_knows_the_source_and_does_no_chores_gains_nothing() {
        for (Contestant cheat : cheats()) {
            double mean = SCENARIOS.stream()
                    .map(scenario ->
                            EpisodeScore.of(Twins.run(scenario, LIBRARY, cheat)).q())
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .average()
                    .orElseThrow();
            assertThat(mean).as(cheat.name()).isLessThan(0.02);
        }
    }

    @Test
    void a_task_that_only_the_policy_brought_to_be_withdrawn_counts_as_not_done() {
        Scenario plain = SCENARIOS.getFirst().calm();
        Twins calm = Twins.run(plain, LIBRARY, Baselines.partialOracle());
        Outcome policy = calm.policy();
        var withdrawn = new Outcome(
                policy.credits(),
                IntStream.range(0, policy.credits().size())
                        .mapToObj(task -> task == 0)
                        .toList(),
                policy.claims(),
                policy.reactions(),
                policy.burdens(),
                policy.choresMs(),
                policy.intrusions(),
                policy.leftovers(),
                policy.trace());
        var arms = new EnumMap<>(calm.arms());
        arms.put(Arm.POLICY, withdrawn);
        EpisodeScore score = EpisodeScore.of(new Twins(plain, arms));

        assertThat(score.tasks()).hasSameSizeAs(EpisodeScore.of(calm).tasks());
        assertThat(score.tasks().getFirst().q()).isZero();
        arms.put(Arm.NO_OP, withdrawn);
        assertThat(EpisodeScore.of(new Twins(plain, arms)).tasks()).noneMatch(task -> task.task() == 0);
    }

    @Test
    void before_a_twist_fires_nothing_that_is_seen_or_heard_tells_of_it() {
        int compared = 0;
        for (Scenario scenario : SCENARIOS) {
            Trace twisted = trace(scenario);
            Trace calm = trace(scenario.calm());
            long first = scenario.twists().stream().mapToLong(Twist::atMs).min().orElse(Long.MAX_VALUE);
            for (int i = 0; i * 30_000L < first && i < twisted.decisions() && i < calm.decisions(); i++) {
                compared++;
                assertThat(twisted.entries().get(i).observationHash())
                        .isEqualTo(calm.entries().get(i).observationHash());
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    /// Somebody who looks on and does the same at all times.
    private static Trace trace(Scenario scenario) {
        var looker = new Contestant("looker", false, (stage, handles) -> view -> Answer.of(Action.waiting(30_000)));
        return Trial.run(scenario, LIBRARY, looker).trace();
    }

    @Test
    void another_week_leaves_every_score_as_it_is() {
        for (Scenario scenario : SCENARIOS) {
            Scenario later = scenario.later(7 * 24);
            assertThat(ofOracle(later)).hasValue(1);
            assertThat(score(later, Baselines.forgetful())).isEqualTo(score(scenario, Baselines.forgetful()));
        }
    }

    @Test
    void whoever_lives_there_in_whatever_role_the_oracle_has_everything() {
        for (Scenario scenario : SCENARIOS) {
            for (Role role : Role.values()) {
                assertThat(ofOracle(withResidents(scenario, one -> new Resident(one.name(), role, one.language()))))
                        .as("%s, %s", scenario.seed(), role)
                        .hasValue(1);
            }
        }
    }

    private static OptionalDouble ofOracle(Scenario scenario) {
        return score(scenario, Baselines.oracle());
    }

    private static OptionalDouble score(Scenario scenario, Contestant contestant) {
        return EpisodeScore.of(Twins.run(scenario, LIBRARY, contestant, List.of(Arm.POLICY, Arm.NO_OP, Arm.ORACLE)))
                .q();
    }

    @Test
    void a_request_in_any_language_gives_the_oracle_the_same_plan() {
        for (Scenario scenario : SCENARIOS) {
            Trace own = Trial.run(scenario, LIBRARY, Baselines.oracle()).trace();
            for (String language : LANGUAGES) {
                Scenario other = withResidents(scenario, one -> new Resident(one.name(), one.role(), language));
                assertThat(Trial.run(other, LIBRARY, Baselines.oracle()).trace().answersEqual(own))
                        .as("%s, %s", scenario.seed(), language)
                        .isTrue();
            }
        }
    }

    private static Scenario withResidents(Scenario one, UnaryOperator<Resident> change) {
        List<Resident> residents = one.residents().stream().map(change).toList();
        return new Scenario(
                one.seed(),
                one.tier(),
                one.family(),
                one.startHour(),
                one.rooms(),
                residents,
                one.tasks(),
                one.twists(),
                one.slipsPerMille());
    }
}
