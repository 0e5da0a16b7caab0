package dev.firsthand.bench.peer;

import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.json.JsonFault;
import dev.firsthand.bench.json.JsonNode;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.policy.Wording;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Reason;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.World;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// An hour by the rules of VirtualHome. What the policy decides is carried out in the graph, and our home,
/// which is what it sees, is set to what the graph says after it. Time passes as it does here.
final class GraphLife {
    private static final long LEAST_MS = 1_000;

    private final Stage stage;
    private final World world;
    private final HomeGraph graph;
    private final Simulator simulator;
    private final Map<Integer, Placed> placed = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();
    private final Set<Integer> powered = new HashSet<>();
    private final Set<Integer> dirty = new HashSet<>();

    /// Whoever keeps the graph.
    @FunctionalInterface
    interface Simulator {
        JsonNode ask(Map<String, Object> message) throws IOException, JsonFault;
    }

    /// Where a thing is in the graph.
    private record Placed(String relation, int parent) {}

    GraphLife(Stage stage, Simulator simulator) throws IOException, JsonFault {
        this.stage = stage;
        this.simulator = simulator;
        world = stage.world();
        graph = new HomeGraph(stage);
        hear(simulator.ask(graph.message()));
    }

    /// How much of the goal the graph says is so in the end.
    double live(Contestant contestant) throws IOException, JsonFault {
        var handles = new Handles(world.plan().entities(), stage.scenario().seed());
        var view = new View(stage, handles, Wording.plain(stage.scenario()));
        Reason last = Reason.DONE;
        try (Policy policy = contestant.enter(stage, handles)) {
            while (!stage.isOver()) {
                view.look(last);
                last = act(handles.toWorld(policy.decide(view).action()));
            }
        }
        return credit();
    }

    double credit() {
        return stage.goal(0).credit((Goal.Truths) leaf -> isSo(leaf) == leaf.wanted());
    }

    private Reason act(Action action) throws IOException, JsonFault {
        List<String> lines = lines(action);
        boolean isPossible = stage.actions().check(stage.robot(), action) == Reason.DONE;
        long ms = isPossible ? stage.actions().takesMs(stage.robot(), action.op(), action.a()) : LEAST_MS;
        world.advanceTo(world.now() + Math.max(LEAST_MS, ms));
        if (lines.isEmpty()) {
            return Reason.UNSUITED;
        }
        JsonNode answer = simulator.ask(Map.of("lines", lines));
        hear(answer);
        return answer.field("done").truth() ? Reason.DONE : Reason.UNSUITED;
    }

    /// What stands near is walked up to first: there are no distances in the graph, only what one has walked to.
    private List<String> lines(Action action) {
        int a = action.a();
        return switch (action.op()) {
            case GO -> isOne(a) ? List.of(line("WALK", a)) : List.of();
            case PICK -> near(a, "GRAB");
            case OPEN -> near(a, "OPEN");
            case CLOSE -> near(a, "CLOSE");
            case TOGGLE -> near(a, powered.contains(a) ? "SWITCHOFF" : "SWITCHON");
            case WIPE -> near(a, "WIPE");
            case PLACE -> placing(a, action.b(), action.c());
            case LOOK,
                    POUR,
                    CUT,
                    FOLD,
                    ATTACH,
                    DETACH,
                    PRESS,
                    PLUG,
                    CARRY_WITH,
                    OFFER,
                    RECEIVE,
                    SAY,
                    POINT,
                    WAIT,
                    CHARGE,
                    LOCK,
                    UNLOCK,
                    CALL,
                    STOP -> List.of();
        };
    }

    private List<String> placing(int thing, int target, int relation) {
        boolean isCircle = isOne(thing) && isOne(target) && (thing == target || world.isBelow(target, thing));
        if (isCircle || !isOne(thing) || !Relation.isOne(relation)) {
            return List.of();
        }
        return switch (Relation.of(relation)) {
            case ON -> near(target, "PUTBACK", thing);
            case IN -> near(target, "PUTIN", thing);
            case UNDER, ATTACHED, DRAPED, OVERLAID, HELD, WORN, BESIDE -> List.of();
        };
    }

    private List<String> near(int target, String verb, int... before) {
        if (!isOne(target)) {
            return List.of();
        }
        String line = before.length == 0 ? line(verb, target) : line(verb, before[0], target);
        boolean isNear = stage.actions().reach(stage.robot(), target) == Reason.DONE;
        return isNear ? List.of(line("WALK", target), line) : List.of(line);
    }

    private boolean isOne(int entity) {
        return placed.containsKey(entity)
                || (entity >= 0 && entity < world.plan().rooms());
    }

    private String line(String verb, int... things) {
        var line = new StringBuilder("[" + verb + "]");
        for (int thing : things) {
            line.append(" <%s> (%d)".formatted(graph.classOf(thing), thing));
        }
        return line.toString();
    }

    private void hear(JsonNode answer) throws JsonFault {
        read(answer, "open", open);
        read(answer, "on", powered);
        read(answer, "dirty", dirty);
        int walked = answer.field("at").whole(-1, world.plan().entities());
        if (walked >= 0) {
            world.stand(stage.robot(), world.room(walked), world.xMm(walked), world.yMm(walked));
        }
        for (JsonNode row : answer.field("places").items()) {
            List<JsonNode> parts = row.items();
            int thing = number(parts.get(0));
            var where = new Placed(parts.get(1).text(), number(parts.get(2)));
            Placed before = placed.put(thing, where);
            if (before != null && !before.equals(where)) {
                move(thing, where);
            }
        }
        placed.keySet().forEach(this::setFlags);
    }

    private void read(JsonNode answer, String key, Set<Integer> into) throws JsonFault {
        into.clear();
        for (JsonNode one : answer.field(key).items()) {
            into.add(number(one));
        }
    }

    private int number(JsonNode node) throws JsonFault {
        return node.whole(0, world.plan().entities());
    }

    private void move(int thing, Placed where) {
        switch (where.relation()) {
            case "ON" -> world.put(thing, Relation.ON, where.parent());
            case "INSIDE" -> world.put(thing, Relation.IN, where.parent());
            case "HELD" -> world.put(thing, Relation.HELD, stage.robot());
            case "ROOM" -> world.stand(thing, where.parent(), world.xMm(thing), world.yMm(thing));
            default -> throw new IllegalArgumentException(where.relation());
        }
    }

    private void setFlags(int thing) {
        world.setFlag(thing, Flag.OPEN, open.contains(thing));
        world.setFlag(thing, Flag.POWERED, powered.contains(thing));
        for (int s = 0; s < world.plan().substances() && !dirty.contains(thing); s++) {
            world.setAmount(Layer.UPON, thing, s, 0);
        }
    }

    private boolean isSo(Goal.Leaf leaf) {
        return switch (leaf.predicate()) {
            case ONTOP -> new Placed("ON", leaf.second()).equals(placed.get(leaf.first()));
            case INSIDE -> isInside(leaf.first(), leaf.second());
            case OPEN -> open.contains(leaf.first());
            case TOGGLED_ON -> powered.contains(leaf.first());
            case COVERED -> dirty.contains(leaf.first());
            default -> throw new IllegalArgumentException(leaf.toString());
        };
    }

    /// However deep, as here.
    private boolean isInside(int thing, int container) {
        Placed at = placed.get(thing);
        while (at != null && placed.containsKey(at.parent()) && at.parent() != container) {
            at = Objects.requireNonNull(placed.get(at.parent()));
        }
        return new Placed("INSIDE", container).equals(at);
    }
}
