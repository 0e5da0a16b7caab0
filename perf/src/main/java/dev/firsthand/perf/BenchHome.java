package dev.firsthand.perf;

import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.people.Person;
import dev.firsthand.bench.people.Role;
import dev.firsthand.bench.world.Door;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Room;
import dev.firsthand.bench.world.Thing;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.WorldPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A home of a given size to be fast in: six rooms in a row, furniture, things on it, people, a robot and goals.
final class BenchHome {
    private static final List<String> ROOMS =
            List.of("bathroom", "bedroom", "dining_room", "kitchen", "living_room", "private_office");
    private static final int WIDTH_MM = 8000;
    private static final int DEPTH_MM = 6000;
    private static final int FURNITURE = 48;
    private static final int LEAVES = 6;

    final WorldPlan plan;
    final List<Integer> furniture = new ArrayList<>();
    final List<Integer> items = new ArrayList<>();
    final List<Person> people = new ArrayList<>();
    final int robot;

    BenchHome(int objects, int persons) {
        var home = WorldPlan.builder();
        ROOMS.forEach(type -> {
            int west = ROOMS.indexOf(type) * WIDTH_MM;
            home.room(new Room(type, type, west, 0, west + WIDTH_MM, DEPTH_MM));
        });
        for (int room = 0; room + 1 < ROOMS.size(); room++) {
            home.door(new Door(room, room + 1, (room + 1) * WIDTH_MM, DEPTH_MM / 2, 900, true, false));
        }
        for (int i = 0; i < FURNITURE; i++) {
            int piece = home.thing(
                    i % 4 == 0
                            ? Thing.fixture("cabinet " + i, "cabinet.n.01", Trait.OPENABLE, Trait.CONTAINER)
                            : Thing.fixture("table " + i, "table.n.02"));
            int room = i % ROOMS.size();
            int spot = i / ROOMS.size();
            home.stand(piece, room, room * WIDTH_MM + 900 + spot % 4 * 1900, 900 + spot / 4 * 3000);
            furniture.add(piece);
        }
        for (int i = FURNITURE; i < objects; i++) {
            int item = home.thing(Thing.item("thing " + i, "cup.n.01", Trait.CONTAINER, Trait.PERISHABLE));
            home.put(
                    item,
                    i % 7 == 0 ? Relation.IN : Relation.ON,
                    furniture.get(i % 7 == 0 ? i % 12 * 4 : i % FURNITURE));
            items.add(item);
        }
        for (int i = 0; i < persons; i++) {
            int person = home.thing(Thing.person("person " + i));
            home.stand(person, i % ROOMS.size(), i % ROOMS.size() * WIDTH_MM + 4000, 3000);
            people.add(new Person(person, Role.RESIDENT, List.of("en"), List.of(items.get(i))));
        }
        robot = home.thing(Thing.robot("robot", 2));
        home.stand(robot, 0, 4000, 3000);
        home.substance("water");
        home.substance("dust");
        plan = home.build();
    }

    List<Goal> goals(int count) {
        var random = new Random(1);
        var goals = new ArrayList<Goal>();
        for (int g = 0; g < count; g++) {
            var leaves = new ArrayList<Goal>();
            for (int l = 0; l < LEAVES; l++) {
                int item = items.get(random.nextInt(items.size()));
                boolean isBeside = l % 3 == 2;
                int other = isBeside
                        ? items.get(random.nextInt(items.size()))
                        : furniture.get(random.nextInt(furniture.size()));
                Predicate predicate = isBeside ? Predicate.NEXTTO : l % 3 == 1 ? Predicate.INSIDE : Predicate.ONTOP;
                leaves.add(new Goal.Leaf(predicate, item, other, true));
            }
            goals.add(new Goal.All(leaves));
        }
        return goals;
    }
}
