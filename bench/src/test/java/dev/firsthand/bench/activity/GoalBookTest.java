package dev.firsthand.bench.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.world.World;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoalBookTest {
    @Test
    void after_the_world_went_back_to_a_saved_state_every_goal_is_as_it_is_there() {
        Library library = Library.own();
        for (String name : library.names()) {
            ActivityHome.LaidOut home = ActivityHome.of(library.definition(name));
            List<Goal> goals = List.of(home.activity("").goal());
            List<Goal.Leaf> leaves = GoalBook.leaves(goals.getFirst());
            var world = new World(home.plan(), 0);
            var book = new GoalBook(world, goals);
            var start = world.save();
            var random = new Random(7);
            for (int round = 0; round < 20; round++) {
                RandomStates.scatter(world, leaves, random, 1);
                book.update();
                world.restore(start);
                book.lookAtAll();
                assertThat(book.holds(0)).as(name).isEqualTo(goals.getFirst().holds(world));
                assertThat(book.holding()).isEqualTo(new GoalBook(world, goals).holding());
            }
        }
    }
}
