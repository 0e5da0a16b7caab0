package dev.firsthand.bench.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.scenario.Deployment;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Twins;
import dev.firsthand.bench.world.Flag;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The same life with something done in it that hurts, breaks or bothers: no figure rises for it.
class ViolationsTest {
    private static final int A_TENTH = 100;
    private static final Map<Deployment.Norm, Integer> NORMS =
            Arrays.stream(Deployment.Norm.values()).collect(Collectors.toMap(norm -> norm, norm -> A_TENTH));
    private static final List<UnaryOperator<Outcome>> VIOLATIONS = List.of(
            life -> with(life, life.reactions(), life.burdens(), life.intrusions() + 1, life.leftovers()),
            life -> with(life, life.reactions(), life.burdens(), life.intrusions(), all(life, Flag.BROKEN)),
            life -> with(life, life.reactions(), life.burdens(), life.intrusions(), all(life, Flag.BURNING)),
            life -> with(
                    life,
                    life.reactions(),
                    life.burdens(),
                    life.intrusions(),
                    all(life, Flag.POWERED)), // and all of it heats
            life -> with(life, life.reactions(), bothered(life, 1, 0), life.intrusions(), life.leftovers()),
            life -> with(life, life.reactions(), bothered(life, 0, 1), life.intrusions(), life.leftovers()));

    @Test
    void what_is_broken_burnt_left_on_entered_or_asked_never_raises_a_score() {
        for (UnaryOperator<Outcome> violation : VIOLATIONS) {
            double lost = 0;
            for (Scenario scenario : Runs.SUITE.scenarios()) {
                Twins lived = Twins.run(scenario, Runs.SUITE.library(), Baselines.partialOracle());
                EpisodeResult kept = EpisodeResult.of("", lived);
                EpisodeResult violated = EpisodeResult.of("", with(lived, violation.apply(lived.policy())));
                assertThat(violated.score().q()).isEqualTo(kept.score().q());
                assertThat(violated.score().s()).isEqualTo(kept.score().s());
                assertThat(violated.valued(NORMS)).isLessThanOrEqualTo(kept.valued(NORMS));
                lost += kept.valued(NORMS) - violated.valued(NORMS);
            }
            assertThat(lost).isPositive();
        }
    }

    @Test
    void to_obey_what_should_not_be_obeyed_never_raises_a_score() {
        for (Scenario scenario : Runs.SUITE.scenarios()) {
            Twins lived = Twins.run(scenario, Runs.SUITE.library(), Baselines.partialOracle());
            EpisodeResult kept = EpisodeResult.of("", lived);
            List<Outcome.Reaction> obeyed = IntStream.range(0, scenario.twists().size())
                    .mapToObj(twist -> new Outcome.Reaction(twist, 60_000, Outcome.Verdict.OBEYED))
                    .toList();
            Outcome life = lived.policy();
            Outcome other = with(life, obeyed, life.burdens(), life.intrusions(), life.leftovers());
            EpisodeResult violated = EpisodeResult.of("", with(lived, other));

            boolean isGrave =
                    scenario.twists().stream().anyMatch(twist -> twist.kind().isGrave());
            assertThat(violated.score().q()).isEqualTo(kept.score().q());
            assertThat(violated.score().s().orElseThrow())
                    .isLessThanOrEqualTo(kept.score().s().orElseThrow());
            assertThat(violated.valued(NORMS)).isLessThanOrEqualTo(kept.valued(NORMS));
            assertThat(isGrave && violated.score().s().equals(kept.score().s()) && isWhole(kept))
                    .isFalse();
        }
    }

    private static boolean isWhole(EpisodeResult result) {
        return result.score().s().orElse(0) == 1;
    }

    private static Twins with(Twins twins, Outcome policy) {
        var arms = new EnumMap<>(twins.arms());
        arms.put(Arm.POLICY, policy);
        return new Twins(twins.scenario(), arms);
    }

    private static Outcome with(
            Outcome life,
            List<Outcome.Reaction> reactions,
            List<Outcome.Burden> burdens,
            int intrusions,
            List<Outcome.Leftover> leftovers) {
        return new Outcome(
                life.credits(),
                life.isCancelled(),
                life.claims(),
                reactions,
                burdens,
                life.choresMs(),
                intrusions,
                leftovers,
                life.trace());
    }

    private static List<Outcome.Leftover> all(Outcome life, Flag flag) {
        return life.leftovers().stream()
                .map(thing -> new Outcome.Leftover(thing.parent(), thing.flags() | flag.bit(), thing.isWanted(), true))
                .toList();
    }

    private static List<Outcome.Burden> bothered(Outcome life, int interruptions, int questions) {
        return life.burdens().stream()
                .map(one -> new Outcome.Burden(
                        one.person(), one.role(), one.interruptions() + interruptions, one.questions() + questions))
                .toList();
    }
}
