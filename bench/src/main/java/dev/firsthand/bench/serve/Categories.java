package dev.firsthand.bench.serve;

import dev.firsthand.bench.activity.ActivityHome;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.world.WorldPlan;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Every category that a suite's homes, and those drawn from its activities, can hold: so that a learner can number
/// them before it begins.
final class Categories {
    private final Set<String> names = new TreeSet<>();

    private Categories() {}

    static List<String> of(Suite suite) {
        var categories = new Categories();
        Library library = suite.library();
        suite.scenarios()
                .forEach(scenario ->
                        categories.add(Stage.open(scenario, library).world().plan()));
        library.names()
                .forEach(name ->
                        categories.add(ActivityHome.of(library.definition(name)).plan()));
        return List.copyOf(categories.names);
    }

    private void add(WorldPlan plan) {
        for (int entity = 0; entity < plan.entities(); entity++) {
            names.add(plan.categoryOf(entity));
        }
    }
}
