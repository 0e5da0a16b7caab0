package dev.firsthand.bench.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The goals of the sample definitions themselves: no leaf that does not matter, and credit as all options written out
/// have it.
class SampleGoalsTest {
    private static final int OPTIONS_MAX = 1000;
    private static final int STATES_OF_EACH = 10;
    private static final int STATES_MAX = 400;

    @Test
    void credit_equals_the_best_of_all_options_of_every_sample_that_has_at_most_a_thousand() {
        int compared = 0;
        int branching = 0;
        var random = new Random(12);
        for (Definition definition : Samples.definitions()) {
            var home = ActivityHome.of(definition);
            Goal goal = home.activity("").goal();
            if (Options.count(goal) <= OPTIONS_MAX) {
                List<Options.Way> ways = Options.of(goal);
                assertThat((double) ways.size()).as(definition.name()).isEqualTo(Options.count(goal));
                compared++;
                branching += ways.size() > 1 ? 1 : 0;
                for (int state = 0; state < STATES_OF_EACH; state++) {
                    var world = new World(home.plan(), 1);
                    RandomStates.scatter(world, GoalBook.leaves(goal), random, 1 + state);
                    double best = ways.stream()
                            .mapToDouble(way -> way.credit(Facts.in(world)))
                            .max()
                            .orElseThrow();
                    assertThat(goal.credit(world)).as(definition.name()).isCloseTo(best, within(1e-9));
                }
            }
        }
        assertThat(compared).isGreaterThan(495);
        assertThat(branching).isGreaterThan(40);
    }

    @Test
    void flipping_any_leaf_of_any_sample_changes_its_credit_somewhere() {
        var random = new Random(10);
        List<String> idle = new ArrayList<>();
        int leaves = 0;
        for (Definition definition : Samples.definitions()) {
            var home = ActivityHome.of(definition);
            Goal goal = home.activity("").goal();
            List<Goal> mutants = mutants(goal);
            leaves += mutants.size();
            BitSet unmoved = unmoved(home, goal, mutants, random);
            unmoved.stream()
                    .mapToObj(leaf -> "%s %s"
                            .formatted(definition.name(), GoalBook.leaves(goal).get(leaf)))
                    .forEach(idle::add);
        }
        assertThat(leaves).isGreaterThan(3000);
        assertThat(idle).isEmpty();
    }

    /// The leaves for which no state was found in which it matters how they are wanted.
    private static BitSet unmoved(ActivityHome.LaidOut home, Goal goal, List<Goal> mutants, Random random) {
        var unmoved = new BitSet();
        unmoved.set(0, mutants.size());
        List<Goal.Leaf> leaves = GoalBook.leaves(goal);
        for (int state = 0; state < STATES_MAX && !unmoved.isEmpty(); state++) {
            var world = new World(home.plan(), 1);
            RandomStates.scatter(world, leaves, random, state % 12);
            double credit = goal.credit(world);
            unmoved.stream()
                    .filter(leaf -> mutants.get(leaf).credit(world) != credit)
                    .boxed()
                    .toList()
                    .forEach(unmoved::clear);
        }
        return unmoved;
    }

    /// The goal with one leaf wanted the other way round, for each of its leaves.
    private static List<Goal> mutants(Goal goal) {
        return IntStream.range(0, GoalBook.leaves(goal).size())
                .mapToObj(flipped -> mutant(goal, flipped))
                .toList();
    }

    private static Goal mutant(Goal goal, int flipped) {
        int[] at = {0};
        return goal.withLeaves(leaf -> at[0]++ == flipped
                ? new Goal.Leaf(leaf.predicate(), leaf.first(), leaf.second(), !leaf.wanted())
                : leaf);
    }
}
