package dev.firsthand.bench.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final int STATES_OF_EACH = 20;
    private static final List<Flag> SOME_FLAGS =
            List.of(Flag.OPEN, Flag.POWERED, Flag.BROKEN, Flag.FOLDED, Flag.COOKED, Flag.BURNING, Flag.ASSEMBLED);

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
        int held = 0;
        var random = new Random(5);
        for (Definition definition : Samples.definitions()) {
            var home = ActivityHome.of(definition);
            Activity activity = home.activity("");
            List<Goal.Leaf> leaves = GoalBook.leaves(activity.goal());
            for (int state = 0; state < STATES_OF_EACH; state++) {
                var world = new World(home.plan(), 1);
                scatter(world, leaves, random);
                boolean holds = activity.goal().holds(world);
                assertThat(NaiveEvaluator.holds(activity, world))
                        .as("%s, state %d", definition.name(), state)
                        .isEqualTo(holds);
                assertThat(activity.goal().credit(world) == 1).isEqualTo(holds);
                held += holds ? 1 : 0;
            }
        }
        assertThat(held).as("some of the random states fulfil their goal").isPositive();
    }

    @Test
    void a_goal_book_knows_at_every_moment_what_a_fresh_look_finds() {
        var random = new Random(6);
        for (Definition definition : Samples.definitions().subList(0, 100)) {
            var home = ActivityHome.of(definition);
            var world = new World(home.plan(), 1);
            Goal goal = home.activity("").goal();
            List<Goal.Leaf> leaves = GoalBook.leaves(goal);
            var all = new java.util.ArrayList<Goal>(leaves);
            all.add(goal);
            var book = new GoalBook(world, all);
            for (int step = 0; step < 20; step++) {
                scatter(world, leaves.subList(0, Math.min(2, leaves.size())), random);
                book.update();
                for (int g = 0; g < all.size(); g++) {
                    assertThat(book.holds(g))
                            .as(definition.name())
                            .isEqualTo(all.get(g).holds(world));
                }
            }
        }
    }

    /// Makes most of the leaves true, one way or another, and some things anything.
    private static void scatter(World world, List<Goal.Leaf> leaves, Random random) {
        WorldPlan plan = world.plan();
        for (Goal.Leaf leaf : leaves) {
            if (random.nextInt(12) > 0) {
                force(world, leaf);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            int thing = plan.firstThing() + random.nextInt(plan.entities() - plan.firstThing());
            int target = plan.firstThing() + random.nextInt(plan.entities() - plan.firstThing());
            boolean isFree = target != thing && !world.isBelow(target, thing) && world.parent(target) != World.NONE;
            boolean isOfFloor = plan.has(thing, Trait.FLOOR) || plan.has(target, Trait.FLOOR);
            if (isFree && !isOfFloor && world.is(thing, Flag.REAL)) {
                world.put(thing, Relation.of(random.nextInt(6)), target);
            }
            world.setFlag(thing, SOME_FLAGS.get(random.nextInt(SOME_FLAGS.size())), random.nextBoolean());
            if (plan.substances() > 0) {
                Layer layer = Layer.of(random.nextInt(3));
                world.setAmount(layer, thing, random.nextInt(plan.substances()), random.nextInt(10));
            }
        }
    }

    private static void force(World world, Goal.Leaf leaf) {
        int a = leaf.first();
        int b = leaf.second();
        boolean isSubstance = a >= world.plan().entities();
        switch (leaf.predicate()) {
            case INSIDE -> put(world, leaf, Relation.IN);
            case ONTOP -> put(world, leaf, Relation.ON);
            case UNDER -> put(world, leaf, Relation.UNDER);
            case DRAPED -> put(world, leaf, Relation.DRAPED);
            case OVERLAID -> put(world, leaf, Relation.OVERLAID);
            case ATTACHED -> put(world, leaf, Relation.ATTACHED);
            case COVERED -> world.setAmount(Layer.UPON, a, b, leaf.wanted() ? 1 : 0);
            case FILLED, CONTAINS -> world.setAmount(Layer.WITHIN, a, b, leaf.wanted() ? 8 : 0);
            case SATURATED -> world.setAmount(Layer.SOAKED, a, b, leaf.wanted() ? 8 : 0);
            case COOKED -> world.setFlag(isSubstance ? 0 : a, Flag.COOKED, leaf.wanted());
            case OPEN -> world.setFlag(a, Flag.OPEN, leaf.wanted());
            case FOLDED -> world.setFlag(a, Flag.FOLDED, leaf.wanted());
            case UNFOLDED -> world.setFlag(a, Flag.FOLDED, !leaf.wanted());
            case TOGGLED_ON -> world.setFlag(a, Flag.POWERED, leaf.wanted());
            case HOT -> world.setTemperature(a, leaf.wanted() ? 500 : 200);
            case FROZEN -> world.setTemperature(a, leaf.wanted() ? -50 : 200);
            case NEXTTO, TOUCHING, INROOM, INSOURCE, ON_FIRE, BROKEN, ASSEMBLED, FUTURE, REAL -> {}
        }
    }

    private static void put(World world, Goal.Leaf leaf, Relation relation) {
        boolean isThere = world.is(leaf.first(), Flag.REAL) && world.is(leaf.second(), Flag.REAL);
        boolean isFree = leaf.first() != leaf.second() && !world.isBelow(leaf.second(), leaf.first());
        if (leaf.wanted() && isThere && isFree && !world.plan().has(leaf.first(), Trait.FLOOR)) {
            world.put(leaf.first(), relation, leaf.second());
        }
    }
}
