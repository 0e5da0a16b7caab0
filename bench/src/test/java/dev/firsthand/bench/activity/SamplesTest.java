package dev.firsthand.bench.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final int STATES_OF_EACH = 196; // of 511 definitions: 100,156 states

    @Test
    void every_sample_parses_grounds_and_is_judged_as_recorded() {
        var counts = new EnumMap<Finding.Code, Integer>(Finding.Code.class);
        for (Definition definition : Samples.definitions()) {
            for (Finding finding : Lint.of(definition)) {
                counts.merge(finding.code(), 1, Integer::sum);
            }
        }

        assertThat(counts)
                .containsEntry(Finding.Code.TRUE_AT_START, 1)
                .containsEntry(Finding.Code.CONTRADICTORY, 1)
                .containsEntry(Finding.Code.TOOL_MISSING, 26)
                .doesNotContainKeys(
                        Finding.Code.OBJECT_UNUSED, Finding.Code.CATEGORY_EMPTY, Finding.Code.RECIPE_MISSING);
    }

    @Test
    void the_goal_that_is_true_at_the_start_is_named() {
        assertThat(Samples.definitions().stream()
                        .flatMap(definition -> Lint.of(definition).stream())
                        .filter(finding -> finding.code() == Finding.Code.TRUE_AT_START))
                .extracting(Finding::activity)
                .containsExactly("clean_a_stainless_steel_dishwasher-0");
    }

    @Test
    void the_naive_evaluator_agrees_on_random_states_of_every_sample_and_credit_is_1_where_the_goal_holds() {
        List<Definition> definitions = Samples.definitions();
        long held = IntStream.range(0, definitions.size())
                .parallel()
                .mapToLong(i -> statesInWhichBothSayThatItHolds(definitions.get(i), new Random(i)))
                .sum();
        assertThat(held).as("some of the random states fulfil their goal").isPositive();
    }

    private static long statesInWhichBothSayThatItHolds(Definition definition, Random random) {
        var home = ActivityHome.of(definition);
        Activity activity = home.activity("");
        List<Goal.Leaf> leaves = GoalBook.leaves(activity.goal());
        int held = 0;
        for (int state = 0; state < STATES_OF_EACH; state++) {
            var world = new World(home.plan(), 1);
            RandomStates.scatter(world, leaves, random, 1);
            boolean holds = activity.goal().holds(world);
            assertThat(NaiveEvaluator.holds(activity, world))
                    .as("%s, state %d", definition.name(), state)
                    .isEqualTo(holds);
            assertThat(activity.goal().credit(world) == 1).isEqualTo(holds);
            held += holds ? 1 : 0;
        }
        return held;
    }

    @Test
    void a_goal_book_knows_at_every_moment_what_a_fresh_look_finds() {
        var random = new Random(6);
        for (Definition definition : Samples.definitions().subList(0, 100)) {
            var home = ActivityHome.of(definition);
            var world = new World(home.plan(), 1);
            Goal goal = home.activity("").goal();
            List<Goal.Leaf> leaves = GoalBook.leaves(goal);
            var all = new ArrayList<Goal>(leaves);
            all.add(goal);
            var book = new GoalBook(world, all);
            for (int step = 0; step < 20; step++) {
                RandomStates.scatter(world, leaves.subList(0, Math.min(2, leaves.size())), random, 1);
                book.update();
                for (int g = 0; g < all.size(); g++) {
                    assertThat(book.holds(g))
                            .as(definition.name())
                            .isEqualTo(all.get(g).holds(world));
                }
            }
        }
    }
}
