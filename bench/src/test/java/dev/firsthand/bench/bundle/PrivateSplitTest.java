package dev.firsthand.bench.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Learned;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Twins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bands in which the baselines have to lie, on days that were promised before anybody could know them.
class PrivateSplitTest {
    private static final byte[] SECRET = "a third secret of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8);
    private static final int OF_EACH_FAMILY = 3;
    private static final Library LIBRARY = Library.own();
    private static List<Scenario> hidden = List.of();
    private static List<Scenario> known = List.of();

    @BeforeAll
    static void reveal() throws IOException {
        Commitment promised = Commitment.to(SECRET, "2027-01", Tier.H1, OF_EACH_FAMILY, LIBRARY);
        hidden = Commitment.read(promised.json())
                .reveal(SECRET, "beacon", LIBRARY)
                .scenarios();
        known = Suite.practice().scenarios();
    }

    @Test
    void no_private_day_is_one_that_everybody_knows() {
        assertThat(hidden).hasSize(9 * OF_EACH_FAMILY).doesNotContainAnyElementsOf(known);
    }

    @Test
    void planners_lie_in_their_bands() {
        assertThat(mean(Baselines.oracle())).isEqualTo(1);
        assertThat(mean(Baselines.partialOracle())).isBetween(0.85, 1.0);
        assertThat(mean(Baselines.forgetful())).isBetween(0.20, 0.50);
    }

    @Test
    void who_does_not_understand_what_is_asked_earns_next_to_nothing() {
        assertThat(mean(Baselines.noOp())).isZero();
        assertThat(mean(Baselines.sayDoneLiar())).isZero();
        assertThat(mean(Baselines.alwaysAsk())).isLessThan(0.05);
        assertThat(mean(Baselines.randomLegal(1))).isLessThan(0.02);
        assertThat(mean(Baselines.tidyHabits())).isLessThan(0.10);
    }

    @Test
    void what_was_learned_by_heart_in_the_days_that_everybody_knows_is_worth_next_to_nothing() {
        assertThat(mean(Learned.habits(LIBRARY, known))).isLessThan(0.03);
        assertThat(mean(day -> Learned.byHeart(LIBRARY, mostLike(day)))).isLessThan(0.05);
    }

    /// It earns a little by doing chores as they are mostly done, and no less than in the hours that it learned from.
    @Test
    void a_plan_redone_with_the_next_best_thing_of_each_kind_is_worth_no_more_where_it_was_learned() {
        double there = known.stream()
                .mapToDouble(day -> q(day, Learned.byKind(LIBRARY, day)))
                .average()
                .orElseThrow();
        double here = mean(day -> Learned.byKind(LIBRARY, mostLike(day)));
        assertThat(here).isLessThan(0.15);
        assertThat(there - here).isLessThan(0.05);
    }

    private static Scenario mostLike(Scenario day) {
        List<Look> looks = known.stream().map(one -> Look.at(one, LIBRARY)).toList();
        return Look.at(day, LIBRARY).nearestOf(looks).scenario();
    }

    @Test
    void the_liar_is_caught_each_time_the_deaf_are_told_and_who_asks_is_the_greatest_burden() {
        int claims = 0;
        for (Scenario day : hidden) {
            Outcome liar = life(day, Baselines.sayDoneLiar()).policy();
            claims += liar.claims().size();
            assertThat(liar.claims()).noneMatch(Outcome.ClaimMade::isTrue);
        }
        assertThat(claims).isGreaterThan(hidden.size());
        long deaf = hidden.stream()
                .filter(day -> life(day, Baselines.tidyHabits()).isDeaf())
                .count();
        assertThat(deaf).isGreaterThan(hidden.size() * 8 / 10);
        assertThat(questions(Baselines.alwaysAsk()))
                .isGreaterThan(Baselines.all().stream()
                        .filter(one -> !one.name().equals("always-ask"))
                        .mapToInt(PrivateSplitTest::questions)
                        .max()
                        .orElseThrow());
    }

    private static int questions(Contestant contestant) {
        return hidden.stream()
                .mapToInt(day -> life(day, contestant).policy().questions())
                .sum();
    }

    private static double mean(Contestant contestant) {
        return mean(day -> contestant);
    }

    private static double mean(Function<Scenario, Contestant> contestant) {
        return hidden.stream()
                .mapToDouble(day -> q(day, contestant.apply(day)))
                .average()
                .orElseThrow();
    }

    private static double q(Scenario day, Contestant contestant) {
        return EpisodeScore.of(life(day, contestant)).q().orElseThrow();
    }

    private static Twins life(Scenario day, Contestant contestant) {
        return Twins.run(day, LIBRARY, contestant, List.of(Arm.POLICY, Arm.NO_OP, Arm.ORACLE, Arm.SWAPPED));
    }
}
