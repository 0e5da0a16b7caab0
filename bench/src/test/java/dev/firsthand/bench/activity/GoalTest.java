package dev.firsthand.bench.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Room;
import dev.firsthand.bench.world.Thing;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoalTest {
    private static final int THINGS = 8;

    private final World world = new World(plan(), 1);
    private final Random random = new Random(9);

    private static WorldPlan plan() {
        var plan = WorldPlan.builder();
        plan.room(new Room("room", "room", 0, 0, 1000, 1000));
        for (int i = 0; i < THINGS; i++) {
            plan.thing(Thing.item("thing " + i, "thing.n.01"));
        }
        return plan.build();
    }

    @Test
    void and_is_the_mean_over_leaves_or_the_best_branch_and_n_of_m_the_best_n() {
        set(0, 1, 2);
        Goal and = new Goal.All(List.of(leaf(0), new Goal.All(List.of(leaf(1), leaf(2), leaf(3)))));
        assertThat(and.credit(world)).isCloseTo(0.75, within(1e-12));

        Goal or =
                new Goal.Any(List.of(new Goal.All(List.of(leaf(4), leaf(5))), new Goal.All(List.of(leaf(0), leaf(5)))));
        assertThat(or.credit(world)).isEqualTo(0.5);

        assertThat(new Goal.AtLeast(4, List.of(leaf(0), leaf(1), leaf(4), leaf(5), leaf(2))).credit(world))
                .isEqualTo(0.75);
        assertThat(new Goal.AtLeast(3, List.of(leaf(0), leaf(1), leaf(4), leaf(2))).holds(world))
                .isTrue();
    }

    @Test
    void pairs_are_counted_by_the_largest_matching_not_by_the_first() {
        set(0, 1, 2);
        // Row one fits both columns, row two only the first: greedily taking the first for row one leaves row two
        // alone.
        Goal pairs = new Goal.Pairs(2, List.of(List.of(leaf(0), leaf(1)), List.of(leaf(2), leaf(7))));
        assertThat(pairs.holds(world)).isTrue();
        world.setFlag(thing(1), Flag.OPEN, false);
        assertThat(pairs.credit(world)).isEqualTo(0.5);
    }

    @Test
    void the_credit_tree_equals_the_best_of_all_options_written_out() {
        for (int round = 0; round < 500; round++) {
            Goal goal = randomGoal(3);
            for (int state = 0; state < 10; state++) {
                scatter();
                double best = Options.of(goal).stream()
                        .mapToDouble(way -> way.credit(Facts.in(world)))
                        .max()
                        .orElse(0);
                assertThat(goal.credit(world)).isCloseTo(best, within(1e-9));
                assertThat(goal.holds(world)).isEqualTo(best > 1 - 1e-9);
            }
        }
    }

    @Test
    void making_a_leaf_true_never_lowers_the_credit_and_flipping_one_that_matters_changes_it() {
        for (int round = 0; round < 1000; round++) {
            Goal goal = randomGoal(3);
            scatter();
            for (int i = 0; i < THINGS; i++) {
                boolean was = world.is(thing(i), Flag.OPEN);
                world.setFlag(thing(i), Flag.OPEN, false);
                double without = goal.credit(world);
                world.setFlag(thing(i), Flag.OPEN, true);
                assertThat(goal.credit(world)).isGreaterThanOrEqualTo(without);
                world.setFlag(thing(i), Flag.OPEN, was);
            }
        }
        Goal all = new Goal.All(List.of(leaf(0), leaf(1), leaf(2)));
        scatter();
        for (int i = 0; i < 3; i++) {
            double before = all.credit(world);
            world.setFlag(thing(i), Flag.OPEN, !world.is(thing(i), Flag.OPEN));
            assertThat(all.credit(world)).isNotEqualTo(before);
        }
    }

    private void scatter() {
        for (int i = 0; i < THINGS; i++) {
            world.setFlag(thing(i), Flag.OPEN, random.nextBoolean());
        }
    }

    private void set(int... open) {
        for (int i : open) {
            world.setFlag(thing(i), Flag.OPEN, true);
        }
    }

    private static int thing(int i) {
        return 1 + i;
    }

    private static Goal leaf(int i) {
        return new Goal.Leaf(Predicate.OPEN, thing(i), 0, true);
    }

    private Goal randomGoal(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        List<Goal> parts = new ArrayList<>();
        for (int i = 0; kind > 0 && i <= random.nextInt(3); i++) {
            parts.add(randomGoal(depth - 1));
        }
        return switch (kind) {
            case 0 -> leaf(random.nextInt(THINGS));
            case 1 -> new Goal.All(parts);
            case 2 -> new Goal.Any(parts);
            default -> new Goal.AtLeast(1 + random.nextInt(parts.size()), parts);
        };
    }
}
