package dev.firsthand.bench.report;

import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.people.Household;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.scenario.Task;
import dev.firsthand.bench.scenario.Twist;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Onlooker;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Trace;
import dev.firsthand.bench.trial.Trial;
import dev.firsthand.bench.trial.Twins;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Reason;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Room;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// All that a player needs to show one episode: the floor plan, who was where when, what was done, asked, claimed,
/// true.
final class Film implements Onlooker {
    private final Scenario scenario;
    private final List<Object> frames = new ArrayList<>();
    private final List<Object> acts = new ArrayList<>();
    private final List<List<Object>> doings = new ArrayList<>();
    private final List<List<Object>> credits = new ArrayList<>();
    private final Map<String, Object> fields = new TreeMap<>();
    private final long[] firedAt;

    private Film(Scenario scenario) {
        this.scenario = scenario;
        scenario.residents().forEach(one -> doings.add(new ArrayList<>()));
        scenario.tasks().forEach(one -> credits.add(new ArrayList<>()));
        firedAt = scenario.twists().stream().mapToLong(one -> -1).toArray();
    }

    /// None if the scenario was not lived to its end.
    static Optional<Map<String, Object>> of(Bundle bundle, int index) throws IOException {
        Optional<Map<Arm, Trace>> traces = bundle.traces(index);
        if (traces.isEmpty()) {
            return Optional.empty();
        }
        Scenario scenario = bundle.suite().scenarios().get(index);
        var film = new Film(scenario);
        var lives = new EnumMap<Arm, Outcome>(Arm.class);
        for (Arm arm : List.of(Arm.POLICY, Arm.NO_OP, Arm.HUMAN_ONLY, Arm.ORACLE)) {
            Onlooker onlooker = arm == Arm.POLICY ? film : (stage, step) -> {};
            lives.put(arm, film.replay(bundle, traces.get(), arm, onlooker));
        }
        return Optional.of(film.finish(new Twins(scenario, lives)));
    }

    private Outcome replay(Bundle bundle, Map<Arm, Trace> traces, Arm arm, Onlooker onlooker) throws IOException {
        Trace trace = traces.getOrDefault(arm, new Trace());
        return switch (Trial.replay(scenario, bundle.suite().library(), arm, trace, onlooker)) {
            case Trial.ReplayResult.Same(Outcome outcome) -> outcome;
            case Trial.ReplayResult.Different(int decision) ->
                throw new IOException(
                        "decision %d of arm %s does not lead where its trace says".formatted(decision, arm));
        };
    }

    @Override
    public void see(Stage stage, Step step) {
        World world = stage.world();
        if (frames.isEmpty()) {
            drawPlan(world);
        }
        var frame = new ArrayList<Object>(List.of(world.now(), world.xMm(stage.robot()), world.yMm(stage.robot())));
        frame.add(held(world, stage.robot()));
        for (int i = 0; i < doings.size(); i++) {
            int person = stage.household().people().get(i).entity();
            frame.add(world.xMm(person));
            frame.add(world.yMm(person));
            note(
                    doings.get(i),
                    world.now(),
                    Household.doing(world, person).name().toLowerCase(Locale.ROOT));
        }
        frames.add(frame);
        acts.add(List.of(step.beginMs(), world.now(), words(world.plan(), step.action()), word(step.reason())));
        for (int task = 0; task < credits.size(); task++) {
            note(credits.get(task), world.now(), stage.goal(task).credit(world));
        }
        for (int twist = 0; twist < firedAt.length; twist++) {
            firedAt[twist] = stage.twistFiredAtMs(twist);
        }
    }

    /// Only what is otherwise than before is worth a line.
    private static void note(List<Object> line, long now, Object value) {
        boolean isSame = !line.isEmpty() && ((List<?>) line.getLast()).getLast().equals(value);
        if (!isSame) {
            line.add(List.of(now, value));
        }
    }

    private void drawPlan(World world) {
        WorldPlan plan = world.plan();
        var rooms = new ArrayList<Object>();
        for (int room = 0; room < plan.rooms(); room++) {
            Room floor = plan.room(room);
            rooms.add(List.of(
                    floor.name().replace('_', ' '), floor.westMm(), floor.southMm(), floor.eastMm(), floor.northMm()));
        }
        var doors = new ArrayList<Object>();
        for (int door = plan.firstDoor(); door < plan.firstThing(); door++) {
            doors.add(List.of(
                    plan.door(door).xMm(),
                    plan.door(door).yMm(),
                    plan.door(door).widthMm()));
        }
        var furniture = new ArrayList<Object>();
        for (int e = plan.firstThing(); e < plan.entities(); e++) {
            if (plan.has(e, Trait.FIXTURE) && !plan.has(e, Trait.FLOOR)) {
                furniture.add(List.of(name(plan, e), world.xMm(e), world.yMm(e)));
            }
        }
        fields.put("rooms", rooms);
        fields.put("doors", doors);
        fields.put("furniture", furniture);
    }

    private static String held(World world, int robot) {
        var held = new ArrayList<String>();
        for (int e = world.firstChild(robot); e != World.NONE; e = world.nextSibling(e)) {
            if (world.relation(e) == Relation.HELD) {
                held.add(name(world.plan(), e));
            }
        }
        return String.join(", ", held);
    }

    private static String words(WorldPlan plan, Action action) {
        String op = action.op().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean isOfNothing = action.op() == Op.WAIT || action.op() == Op.STOP;
        boolean isThing = !isOfNothing && action.a() >= 0 && action.a() < plan.entities();
        return isThing ? op + " " + name(plan, action.a()) : op;
    }

    private static String name(WorldPlan plan, int entity) {
        String category = plan.categoryOf(entity);
        int dot = category.indexOf('.');
        return (dot < 0 ? category : category.substring(0, dot)).replace('_', ' ');
    }

    private static String word(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Map<String, Object> finish(Twins lives) {
        fields.put("length_ms", scenario.tier().lengthMs());
        fields.put("start_hour", scenario.startHour());
        fields.put("frames", frames);
        fields.put("acts", acts);
        fields.put("ending", lives.policy().ending().word());
        fields.put("people", people());
        fields.put("tasks", tasks(lives));
        fields.put("twists", twists());
        fields.put("claims", lives.policy().claims().stream().map(Film::claim).toList());
        return fields;
    }

    private List<Object> people() {
        var people = new ArrayList<Object>();
        for (int i = 0; i < doings.size(); i++) {
            String role = scenario.residents()
                    .get(i)
                    .role()
                    .name()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', ' ');
            people.add(Map.of("name", "person " + (i + 1), "role", role, "doings", doings.get(i)));
        }
        return people;
    }

    private List<Object> tasks(Twins lives) {
        Outcome people = lives.twin(Arm.HUMAN_ONLY).orElseThrow();
        var tasks = new ArrayList<Object>();
        for (int i = 0; i < credits.size(); i++) {
            Task task = scenario.tasks().get(i);
            var fields = new TreeMap<String, Object>();
            fields.put("name", task.activity().replaceFirst("-\\d+$", "").replace('_', ' '));
            fields.put("by", "person " + (task.requester() + 1));
            fields.put("release_ms", task.releaseMs());
            fields.put("deadline_ms", task.deadlineMs());
            fields.put("end_ms", task.deadlineMs() + task.holdMs());
            fields.put("credit", lives.policy().credits().get(i));
            fields.put("nobody", lives.noOp().credits().get(i));
            fields.put("people", people.credits().get(i));
            fields.put("oracle", lives.oracle().credits().get(i));
            fields.put("cancelled", lives.policy().isCancelled().get(i));
            fields.put("course", credits.get(i));
            tasks.add(fields);
        }
        return tasks;
    }

    private List<Object> twists() {
        return IntStream.range(0, firedAt.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> firedAt[i]))
                .map(i -> twist(scenario.twists().get(i), firedAt[i]))
                .toList();
    }

    private static Object twist(Twist twist, long firedAtMs) {
        String kind = twist.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Map.of("kind", kind, "at_ms", firedAtMs, "task", twist.task());
    }

    private static Map<String, Object> claim(Outcome.ClaimMade claim) {
        return Map.of(
                "at_ms", claim.atMs(),
                "task", claim.task(),
                "sure", claim.confidencePerMille() / 1000.0,
                "true", claim.isTrue());
    }
}
