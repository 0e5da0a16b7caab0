package dev.firsthand.bench.peer;

import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.activity.Literal;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// A home in the words of VirtualHome's graph: rooms, things, what is on and in what, open, on and dirty. People are
/// left out.
final class HomeGraph {
    private static final Set<Predicate> WANTED =
            EnumSet.of(Predicate.INSIDE, Predicate.ONTOP, Predicate.OPEN, Predicate.TOGGLED_ON);
    private static final Set<Predicate> FOUND = EnumSet.of(
            Predicate.INSIDE,
            Predicate.ONTOP,
            Predicate.INROOM,
            Predicate.OPEN,
            Predicate.TOGGLED_ON,
            Predicate.COVERED,
            Predicate.INSOURCE);

    private final Stage stage;
    private final World world;
    private final WorldPlan plan;

    HomeGraph(Stage stage) {
        this.stage = stage;
        world = stage.world();
        plan = world.plan();
    }

    /// Whether the graph has a word for all that is found and wanted. Dirt has no kinds there; water in a tap is left
    /// out.
    static boolean holds(Definition definition, Goal goal) {
        List<String> dirty = definition.beginning().stream()
                .filter(literal -> literal.predicate() == Predicate.COVERED)
                .map(Literal::first)
                .toList();
        return dirty.stream().distinct().count() == dirty.size()
                && definition.beginning().stream()
                        .allMatch(literal -> literal.holds() && FOUND.contains(literal.predicate()))
                && GoalBook.leaves(goal).stream().allMatch(HomeGraph::isWanted);
    }

    private static boolean isWanted(Goal.Leaf leaf) {
        return WANTED.contains(leaf.predicate()) || (leaf.predicate() == Predicate.COVERED && !leaf.wanted());
    }

    /// `nodes` and `edges` as VirtualHome reads them, and which node is the robot.
    Map<String, Object> message() {
        var nodes = new ArrayList<Object>();
        var edges = new ArrayList<Object>();
        for (int room = 0; room < plan.rooms(); room++) {
            nodes.add(node(room, plan.room(room).type(), "Rooms"));
        }
        things().forEach(thing -> {
            nodes.add(node(thing, classOf(thing), thing == stage.robot() ? "Characters" : "Objects"));
            edges.add(edge(thing, "INSIDE", world.room(thing)));
            place(thing, edges);
        });
        return Map.of("nodes", nodes, "edges", edges, "robot", stage.robot());
    }

    private List<Integer> things() {
        return IntStream.range(plan.firstThing(), plan.entities())
                .filter(e -> e == stage.robot() || !plan.has(e, Trait.AGENT))
                .boxed()
                .toList();
    }

    private Map<String, Object> node(int entity, String name, String category) {
        return Map.of(
                "id",
                entity,
                "class_name",
                name,
                "category",
                category,
                "properties",
                category.equals("Objects") ? properties(entity) : List.of(),
                "states",
                category.equals("Objects") ? states(entity) : List.of());
    }

    String classOf(int thing) {
        return thing == stage.robot()
                ? "character"
                : thing < plan.rooms()
                        ? plan.room(thing).type()
                        : plan.categoryOf(thing).replaceFirst("\\..*", "");
    }

    private List<String> properties(int thing) {
        var properties = new ArrayList<String>();
        properties.add(stage.actions().isMovable(thing) ? "GRABBABLE" : "SURFACES");
        if (plan.has(thing, Trait.OPENABLE)) {
            properties.add("CAN_OPEN");
        }
        if (plan.has(thing, Trait.CONTAINER)) {
            properties.add("CONTAINERS");
        }
        if (plan.has(thing, Trait.TOGGLEABLE)) {
            properties.add("HAS_SWITCH");
        }
        return properties;
    }

    private List<String> states(int thing) {
        var states = new ArrayList<String>();
        if (plan.has(thing, Trait.OPENABLE)) {
            states.add(world.is(thing, Flag.OPEN) ? "OPEN" : "CLOSED");
        }
        if (plan.has(thing, Trait.TOGGLEABLE)) {
            states.add(world.is(thing, Flag.POWERED) ? "ON" : "OFF");
        }
        states.add(world.amountOfAll(Layer.UPON, thing) > 0 ? "DIRTY" : "CLEAN");
        return states;
    }

    private void place(int thing, List<Object> edges) {
        int parent = world.parent(thing);
        if (plan.isThing(parent)) {
            edges.add(edge(thing, world.relation(thing) == Relation.IN ? "INSIDE" : "ON", parent));
        } else if (stage.actions().isMovable(thing)) {
            things().stream()
                    .filter(floor -> plan.has(floor, Trait.FLOOR) && world.room(floor) == parent)
                    .forEach(floor -> edges.add(edge(thing, "ON", floor)));
        }
    }

    private static Map<String, Object> edge(int from, String relation, int to) {
        return Map.of("from_id", from, "relation_type", relation, "to_id", to);
    }
}
