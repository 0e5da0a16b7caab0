package dev.firsthand.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.ScenarioFile;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Op;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
    private static final Library LIBRARY = Library.own();
    private static final List<Scenario> SCENARIOS = LongStream.range(100, 115)
            .mapToObj(seed -> new Generator(LIBRARY).generate(Tier.H1, seed))
            .flatMap(Optional::stream)
            .toList();

    @Test
    void the_oracle_earns_everything_and_doing_nothing_exactly_nothing() {
        assertThat(SCENARIOS).hasSizeGreaterThan(10);
        for (Scenario scenario : SCENARIOS) {
            assertThat(score(scenario, Baselines.oracle()).q()).hasValue(1);
            assertThat(score(scenario, Baselines.noOp()).q()).hasValue(0);
        }
    }

    @Test
    void the_baselines_lie_where_they_should() {
        assertThat(mean(Baselines.partialOracle())).isBetween(0.7, 1.0);
        assertThat(mean(Baselines.randomLegal(1))).isLessThan(0.05);
        assertThat(mean(Baselines.tidyHabits())).isLessThan(0.10);
        assertThat(mean(Baselines.sayDoneLiar())).isZero();
        assertThat(mean(Baselines.alwaysAsk())).isZero();
    }

    @Test
    void a_plan_of_the_oracle_is_worth_everything_in_its_own_hour_and_next_to_nothing_in_the_others() {
        double elsewhere = 0;
        for (int i = 0; i < SCENARIOS.size(); i++) {
            Scenario own = SCENARIOS.get(i);
            Scenario next = SCENARIOS.get((i + 1) % SCENARIOS.size());
            assertThat(score(own, Learned.byHeart(LIBRARY, own)).q()).hasValue(1);
            elsewhere += score(next, Learned.byHeart(LIBRARY, own)).q().orElseThrow() / SCENARIOS.size();
        }
        assertThat(elsewhere).isLessThan(0.05);
    }

    @Test
    void what_the_oracle_mostly_does_with_each_kind_of_thing_is_worth_next_to_nothing() {
        assertThat(mean(Learned.habits(LIBRARY, SCENARIOS))).isLessThan(0.03);
    }

    @Test
    void a_liar_is_caught_in_every_claim_and_who_always_asks_is_a_burden() {
        Scenario scenario = SCENARIOS.getFirst();
        EpisodeScore liar = score(scenario, Baselines.sayDoneLiar());
        assertThat(liar.falseDoneRate()).hasValue(1);
        assertThat(liar.brier()).hasValue(1);

        Outcome asking = Trial.run(scenario, LIBRARY, Baselines.alwaysAsk());
        Outcome silent = Trial.run(scenario, LIBRARY, Baselines.noOp());
        assertThat(asking.questions()).isGreaterThan(silent.questions());
    }

    @Test
    void the_same_trial_leaves_the_same_trace_on_one_thread_and_on_many() {
        Scenario scenario = SCENARIOS.getFirst();
        String head =
                Trial.run(scenario, LIBRARY, Baselines.randomLegal(3)).trace().head();

        assertThat(LongStream.range(0, 8)
                        .parallel()
                        .mapToObj(i -> Trial.run(scenario, LIBRARY, Baselines.randomLegal(3)))
                        .map(outcome -> outcome.trace().head()))
                .containsOnly(head);
        assertThat(Trial.run(scenario, LIBRARY, Baselines.randomLegal(4))
                        .trace()
                        .head())
                .isNotEqualTo(head);
    }

    @Test
    void another_jvm_without_compiler_in_another_folder_language_and_zone_leaves_the_same_trace(@TempDir Path folder)
            throws IOException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-Duser.language=tr",
                        "-Duser.timezone=Asia/Kolkata",
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        TraceHeadProgram.class.getName(),
                        "1")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(TraceHeadProgram.heads(1));
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void a_stored_trace_replays_to_the_same_states_and_scores_and_a_changed_one_is_found() throws IOException {
        Scenario scenario = SCENARIOS.getFirst();
        Outcome outcome = Trial.run(scenario, LIBRARY, Baselines.oracle());
        String id = ScenarioFile.id(scenario, LIBRARY);
        byte[] bytes = EpisodeFile.bytes(id, Map.of(Arm.ORACLE, outcome.trace()));
        assertThat(bytes.length / (double) outcome.trace().decisions()).isLessThan(40);

        Trace stored = Objects.requireNonNull(EpisodeFile.read(id, bytes).get(Arm.ORACLE));
        assertThat(stored.head()).isEqualTo(outcome.trace().head());
        assertThat(Trial.replay(scenario, LIBRARY, Arm.ORACLE, stored))
                .isInstanceOfSatisfying(
                        Trial.ReplayResult.Same.class,
                        same -> assertThat(same.outcome().credits()).isEqualTo(outcome.credits()));

        var other = new Trace();
        stored.entries().forEach(entry -> other.add(entry.observationHash(), entry.answer(), entry.stateHash()));
        other.add(1, Answer.of(Action.of(Op.STOP)), 2);
        assertThat(Trial.replay(scenario, LIBRARY, Arm.ORACLE, other))
                .isEqualTo(new Trial.ReplayResult.Different(stored.decisions()));
    }

    @Test
    void a_policy_that_crashes_or_answers_nonsense_is_scored_and_stops_nothing() throws IOException {
        Scenario scenario = SCENARIOS.getFirst();
        var crashing = new Contestant("crashing", false, (stage, handles) -> view -> {
            throw new IllegalStateException("out of memory, says the policy");
        });
        assertThat(Trial.run(scenario, LIBRARY, crashing).ending()).isEqualTo(Ending.CRASHED);
        assertThat(score(scenario, crashing).q()).hasValue(0);

        for (Scenario one : SCENARIOS) {
            Outcome babbled = Trial.run(one, LIBRARY, babbling(one.seed()));
            assertThat(babbled.ending()).isIn(Ending.OVER, Ending.OUT_OF_DECISIONS);
            String id = ScenarioFile.id(one, LIBRARY);
            byte[] bytes = EpisodeFile.bytes(id, Map.of(Arm.POLICY, babbled.trace()));
            Trace stored = Objects.requireNonNull(EpisodeFile.read(id, bytes).get(Arm.POLICY));
            assertThat(Trial.replay(one, LIBRARY, Arm.POLICY, stored)).isInstanceOf(Trial.ReplayResult.Same.class);
        }
    }

    /// Does and says anything with anything, there or not.
    private static Contestant babbling(long seed) {
        return new Contestant("babbling", false, (stage, handles) -> {
            var random = new Random(seed);
            int entities = stage.world().plan().entities();
            IntSupplier thing = () -> random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(entities);
            return view -> new Answer(
                    new Action(
                            Op.of(random.nextInt(Op.values().length)),
                            thing.getAsInt(),
                            thing.getAsInt(),
                            random.nextBoolean() ? random.nextInt() : random.nextInt(10)),
                    Optional.of(new Answer.Claim(random.nextInt(8) - 1, random.nextInt())),
                    Optional.of(new Answer.Speech(
                            thing.getAsInt(),
                            SpeechAct.of(random.nextInt(SpeechAct.values().length)),
                            random.nextInt(8) - 1)));
        });
    }

    @Test
    void handles_are_a_shuffle_of_all_entities_and_another_salt_gives_another() {
        var one = new Handles(50, 1);
        var other = new Handles(50, 2);

        assertThat(IntStream.range(0, 50).map(one::handle).distinct().count()).isEqualTo(50);
        assertThat(IntStream.range(0, 50)).allMatch(e -> one.entity(one.handle(e)) == e);
        assertThat(IntStream.range(0, 50)
                        .filter(e -> one.handle(e) == other.handle(e))
                        .count())
                .isLessThan(10);
    }

    private static double mean(Contestant contestant) {
        return SCENARIOS.stream()
                .map(scenario -> score(scenario, contestant).q())
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElseThrow();
    }

    private static EpisodeScore score(Scenario scenario, Contestant contestant) {
        return EpisodeScore.of(Twins.run(scenario, LIBRARY, contestant));
    }
}
