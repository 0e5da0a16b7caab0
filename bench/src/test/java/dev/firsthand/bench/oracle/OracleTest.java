package dev.firsthand.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.activity.ActivityHome;
import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.activity.Samples;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Slips;
import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final int DECISIONS_MAX = 1500;

    /// Definitions that the oracle does not solve, each with its reason.
    private static final Set<String> NOT_SOLVED = Set.of(
            // one cheese on two halves: the lint tells it
            "cook_eggplant-0",
            // asks for what is not in a bin and is in one at once, through two quantifiers
            "cleaning_garage-0",
            // ladles in one casserole each, whichever: two quantifiers take each other's ladle
            "set_up_a_buffet-0",
            // the herb that the goal wants is used up by the recipe that we derive
            "cook_mussels-0",
            // apples and milk in two sacks, and not beside each other on the way
            "buying_everyday_consumer_goods-0",
            // every chair beside every other chair: more neighbours than a floor has places
            "setting_up_garden_furniture-0",
            // every letter touching every other: more neighbours than a letter has sides
            "sorting_mail-0",
            // six things next to each other on a plate on a plate on a mat
            "set_a_dinner_table-0");

    @Test
    void the_oracle_solves_every_sample_but_those_named_with_their_reason() {
        List<String> unsolved = Samples.definitions().stream()
                .filter(definition -> !solves(definition, true, Slips.none()))
                .map(Definition::name)
                .toList();

        assertThat(unsolved).containsExactlyInAnyOrderElementsOf(NOT_SOLVED);
    }

    /// Definitions say "every book on some book, or in a shelf", and mean another one.
    @Test
    void every_leaf_of_every_sample_can_be_reached_but_those_about_a_thing_and_itself() {
        List<Goal.Leaf> unreached = new ArrayList<>();
        int leaves = 0;
        for (Definition definition : Samples.definitions()) {
            var home = ActivityHome.of(definition);
            for (Goal.Leaf leaf : GoalBook.leaves(home.activity("").goal())) {
                leaves++;
                if (!solves(home, leaf, true, Slips.none())) {
                    unreached.add(leaf);
                }
            }
        }
        assertThat(leaves).isGreaterThan(3000);
        assertThat(unreached)
                .hasSize(29)
                .allMatch(leaf -> leaf.predicate().kind() == Predicate.Kind.TWO_THINGS)
                .allMatch(leaf -> leaf.first() == leaf.second());
    }

    @Test
    void slips_are_recovered_from() {
        List<Definition> some = Samples.definitions().stream()
                .filter(definition -> !NOT_SOLVED.contains(definition.name()))
                .limit(60)
                .toList();

        assertThat(some).allMatch(definition -> solves(definition, true, Slips.perMille(50)));
    }

    @Test
    void with_a_partial_view_and_memory_it_solves_nearly_as_many() {
        List<Definition> all = Samples.definitions();
        long solved = all.stream()
                .filter(definition -> solves(definition, false, Slips.none()))
                .count();

        assertThat(solved * 100 / all.size()).isBetween(90L, 100L);
    }

    private static boolean solves(Definition definition, boolean fullView, Slips slips) {
        var home = ActivityHome.of(definition);
        return solves(home, home.activity("").goal(), fullView, slips);
    }

    private static boolean solves(ActivityHome.LaidOut home, Goal goal, boolean fullView, Slips slips) {
        var world = new World(home.plan(), 1);
        var actions = new Actions(world, slips);
        var oracle = fullView ? Oracle.withFullView(world, home.robot()) : Oracle.withPartialView(world, home.robot());
        for (int i = 0; i < DECISIONS_MAX && !goal.holds(world); i++) {
            Optional<Action> next = oracle.next(goal);
            if (next.isEmpty()) {
                break;
            }
            actions.act(home.robot(), next.get());
        }
        return goal.holds(world);
    }
}
