package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.Door;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Room;
import dev.firsthand.bench.world.Thing;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.WorldPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Lays out one home for one or more activities. Rooms and what stands in them are shared; what lies about is not.
public final class ActivityHome {
    public static final String ROBOT = "robot";
    public static final String CHARGER = "charger";

    private static final int ROOM_WIDTH_MM = 8000;
    private static final int ROOM_DEPTH_MM = 6000;
    private static final int DOOR_WIDTH_MM = 900;
    private static final int HOT_DECI_CELSIUS = 900;
    private static final int FROZEN_DECI_CELSIUS = -100;
    private static final int HANDS = 2;
    private static final String AGENT = "agent.n.01";
    private static final Set<Trait> CARRIED = Set.of(Trait.CLEANER, Trait.SLICER, Trait.IGNITER);

    private final WorldPlan.Builder plan = WorldPlan.builder();
    private final Map<String, Plot> plots = new LinkedHashMap<>();
    private final List<String> people = new ArrayList<>();
    private final TreeSet<String> roomTypes = new TreeSet<>();
    private final Map<String, Integer> rooms = new HashMap<>();
    private final Map<String, Integer> standing = new HashMap<>();
    private final Map<Integer, Integer> fixtures = new HashMap<>();

    /// One activity while its home is laid out.
    private record Plot(
            String key,
            Uses uses,
            Map<String, Integer> things,
            Map<String, Integer> substances,
            List<String> supplied) {
        int thing(String object) {
            Integer entity = things.get(object);
            if (entity == null) {
                throw new IllegalArgumentException("%s is no thing of activity `%s`".formatted(object, key));
            }
            return entity;
        }
    }

    /// A home and the activities in it, by key.
    public record LaidOut(WorldPlan plan, Map<String, Activity> activities, List<Integer> people, int robot) {
        public LaidOut {
            activities = Map.copyOf(activities);
            people = List.copyOf(people);
        }

        public Activity activity(String key) {
            return Objects.requireNonNull(activities.get(key), key);
        }
    }

    /// The home of one activity alone.
    public static LaidOut of(Definition definition) {
        return new ActivityHome().add("", definition).layOut();
    }

    /// The key parts the objects of one activity from those of another; names of the first need none.
    public ActivityHome add(String key, Definition definition) {
        Uses uses = new Uses(definition);
        plots.put(key, new Plot(key, uses, new HashMap<>(), new LinkedHashMap<>(), new ArrayList<>()));
        roomTypes.addAll(uses.rooms.values());
        return this;
    }

    public ActivityHome room(String type) {
        roomTypes.add(type);
        return this;
    }

    public ActivityHome person(String name) {
        people.add(name);
        return this;
    }

    public LaidOut layOut() {
        if (roomTypes.isEmpty()) {
            roomTypes.add("living_room");
        }
        buildRooms();
        for (String type : roomTypes) {
            standIn(type, Thing.fixture(floorOf(type), "floor.n.01", Trait.FLOOR));
        }
        plots.values().forEach(this::addThings);
        plots.values().forEach(this::supplyTools);
        plots.values().forEach(this::addBeginning);
        plots.values()
                .forEach(plot -> new RecipeTable(plot.uses, plot::thing, plan::substance)
                        .read()
                        .forEach(plan::recipe));
        standIn(roomTypes.first(), Thing.fixture(CHARGER, "charger.n.01", Trait.CHARGER));
        List<Integer> residents = people.stream()
                .map(name -> standIn(roomTypes.last(), Thing.person(name)))
                .toList();
        int robot = standIn(robotRoom(), Thing.robot(ROBOT, HANDS));
        return finish(residents, robot);
    }

    private void buildRooms() {
        int west = 0;
        for (String type : roomTypes) {
            rooms.put(type, plan.room(new Room(type, type, west, 0, west + ROOM_WIDTH_MM, ROOM_DEPTH_MM)));
            west += ROOM_WIDTH_MM;
        }
        for (int room = 0; room + 1 < roomTypes.size(); room++) {
            int wall = (room + 1) * ROOM_WIDTH_MM;
            plan.door(new Door(room, room + 1, wall, ROOM_DEPTH_MM / 2, DOOR_WIDTH_MM, true, true));
        }
    }

    private String robotRoom() {
        return plots.values().stream()
                .flatMap(plot -> plot.uses.rooms.entrySet().stream())
                .filter(entry -> entry.getKey().startsWith("floor"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(roomTypes.first());
    }

    /// Stands a thing on the next free spot of a room's grid; what has this name already is the same thing.
    private int standIn(String type, Thing thing) {
        Integer known = standing.get(thing.name());
        if (known != null) {
            return known;
        }
        int room = Objects.requireNonNull(rooms.get(type), type);
        int entity = plan.thing(thing);
        int spot = fixtures.merge(room, 1, Integer::sum) - 1;
        int x = room * ROOM_WIDTH_MM + 700 + spot % 6 * 1250 + spot / 18 * 150;
        int y = 900 + spot / 6 % 3 * 1700;
        plan.stand(entity, room, x, y);
        standing.put(thing.name(), entity);
        return entity;
    }

    private void addThings(Plot plot) {
        plot.uses.definition.categories().forEach((object, category) -> {
            if (plot.uses.substances.contains(object)) {
                plot.substances.put(object, plan.substance(category));
            } else if (!category.equals(AGENT)) {
                plot.things.put(object, addThing(plot, object));
            }
        });
    }

    private int addThing(Plot plot, String object) {
        String category = plot.uses.definition.category(object);
        Set<Trait> traits = plot.uses.traits(object);
        Trait[] all = traits.toArray(Trait[]::new);
        String room = plot.uses.rooms.get(object);
        if (room == null) {
            return plan.thing(Thing.item(named(plot, object), category, all));
        }
        String name = traits.contains(Trait.FLOOR) ? floorOf(room) : object + " of " + room;
        boolean isMoved = plot.uses.moved.contains(object) && !traits.contains(Trait.FLOOR);
        return standIn(room, isMoved ? Thing.item(name, category, all) : Thing.fixture(name, category, all));
    }

    private static String named(Plot plot, String object) {
        return plot.key.isEmpty() ? object : plot.key + "/" + object;
    }

    private static String floorOf(String room) {
        return "floor.n.01 of " + room;
    }

    /// What the goal needs and nobody named: a cleaner, a knife, heat, cold, fire.
    private void supplyTools(Plot plot) {
        Set<Trait> there = new TreeSet<>();
        plot.uses.definition.categories().keySet().forEach(object -> there.addAll(plot.uses.traits(object)));
        String room = plot.uses.rooms.values().stream().sorted().findFirst().orElse(roomTypes.first());
        for (Trait trait : Needs.of(plot.uses)) {
            if (!there.contains(trait)) {
                String category = Objects.requireNonNull(Vocabulary.SPARE.get(trait), trait.name());
                plot.supplied.add(category);
                supply(plot, category, room);
            }
        }
    }

    private void supply(Plot plot, String category, String room) {
        Trait[] traits = Vocabulary.traits(category).toArray(Trait[]::new);
        boolean isCarried = List.of(traits).stream().anyMatch(CARRIED::contains);
        if (isCarried) {
            int tool = plan.thing(Thing.item(named(plot, "spare " + category), category, traits));
            plan.put(tool, Relation.ON, standIn(room, Thing.fixture(floorOf(room), "floor.n.01", Trait.FLOOR)));
        } else {
            standIn(room, Thing.fixture(category + "_1 of " + room, category, traits));
        }
    }

    private void addBeginning(Plot plot) {
        for (Literal literal : plot.uses.definition.beginning()) {
            Integer first = plot.things.get(literal.first());
            if (literal.holds() && first != null) {
                begin(literal.predicate(), first, second(plot, literal));
            }
        }
    }

    private static int second(Plot plot, Literal literal) {
        return switch (literal.predicate().kind()) {
            case ONE_THING, THING_AND_ROOM -> 0;
            case TWO_THINGS -> plot.thing(literal.second());
            case THING_AND_SUBSTANCE -> plot.substances.getOrDefault(literal.second(), 0);
        };
    }

    private void begin(Predicate predicate, int first, int second) {
        switch (predicate) {
            case INSIDE -> plan.put(first, Relation.IN, second);
            case ONTOP -> plan.put(first, Relation.ON, second);
            case UNDER -> plan.put(first, Relation.UNDER, second);
            case NEXTTO, TOUCHING -> plan.put(first, Relation.ON, second);
            case ATTACHED -> plan.put(first, Relation.ATTACHED, second);
            case DRAPED -> plan.put(first, Relation.DRAPED, second);
            case OVERLAID -> plan.put(first, Relation.OVERLAID, second);
            case COVERED -> plan.amount(Layer.UPON, first, second, Layer.FULL_UNITS);
            case FILLED, CONTAINS -> plan.amount(Layer.WITHIN, first, second, Layer.SUPPLY_UNITS);
            case SATURATED -> plan.amount(Layer.SOAKED, first, second, Layer.FULL_UNITS);
            case INSOURCE -> plan.amount(Layer.SOURCE, first, second, 1);
            case COOKED -> plan.set(first, Flag.COOKED);
            case FROZEN -> plan.heat(first, FROZEN_DECI_CELSIUS);
            case HOT -> plan.heat(first, HOT_DECI_CELSIUS);
            case OPEN -> plan.set(first, Flag.OPEN);
            case FOLDED -> plan.set(first, Flag.FOLDED);
            case TOGGLED_ON -> plan.set(first, Flag.POWERED);
            case ON_FIRE -> plan.set(first, Flag.BURNING);
            case BROKEN -> plan.set(first, Flag.BROKEN);
            case ASSEMBLED -> plan.set(first, Flag.ASSEMBLED);
            case FUTURE -> plan.unborn(first);
            case UNFOLDED, REAL, INROOM -> {}
        }
    }

    private LaidOut finish(List<Integer> residents, int robot) {
        WorldPlan done = plan.build();
        var activities = new LinkedHashMap<String, Activity>();
        plots.forEach((key, plot) -> activities.put(key, activity(plot, done, robot)));
        return new LaidOut(done, activities, residents, robot);
    }

    private Activity activity(Plot plot, WorldPlan done, int robot) {
        Definition definition = plot.uses.definition;
        var numbers = new HashMap<String, Integer>(rooms);
        numbers.putAll(plot.things);
        plot.substances.forEach((object, index) -> numbers.put(object, done.entities() + index));
        definition.categories().keySet().stream()
                .filter(object -> definition.category(object).equals(AGENT))
                .forEach(agent -> numbers.put(agent, robot));
        var symbols = new Symbols(numbers);
        Goal goal = new Grounding(definition, Hierarchy.FLAT, symbols, done.entities()).ground();
        return new Activity(plot.key, definition, symbols, goal, plot.supplied);
    }
}
