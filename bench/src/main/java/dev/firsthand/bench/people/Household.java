package dev.firsthand.bench.people;

import dev.firsthand.bench.world.Actor;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Hearing;
import dev.firsthand.bench.world.Paths;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Room;
import dev.firsthand.bench.world.Stream;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Moves the people through their days and answers for them. What it has to remember stands in the world's
/// registers.
public final class Household implements Actor {
    /// Someone ends what they do and begins something else.
    public static final int CHANGE = World.FIRST_ACTOR_KIND;
    /// Someone comes through the last door of a walk.
    public static final int ARRIVE = World.FIRST_ACTOR_KIND + 1;

    /// Register of a person: what they do.
    public static final int DOING_REGISTER = 0;
    /// Register of a person: seconds of patience that are left.
    public static final int PATIENCE_REGISTER = 1;
    /// Register of a person: how often they were interrupted while busy.
    public static final int INTERRUPTIONS_REGISTER = 2;
    /// Register of a person: how many questions they answered.
    public static final int QUESTIONS_REGISTER = 3;

    private static final int QUESTION_SECONDS = 30;
    private static final int LOOSE_PER_MILLE = 300;
    private static final Stream LEAVES_ABOUT = Stream.named("people/leaves-about");
    private static final Stream NOTICES = Stream.named("people/notices");
    private static final Stream WHERE = Stream.named("people/where");

    private final List<Person> people;
    private final Routine routine;
    private final List<Utterance> said = new ArrayList<>();

    public Household(World world, List<Person> people, long startOfDayMs) {
        this.people = List.copyOf(people);
        routine = new Routine(world.chance(), startOfDayMs);
    }

    /// Lets everybody begin; done once, before the clock runs.
    public void begin(World world) {
        for (Person person : people) {
            world.setRegister(person.entity(), PATIENCE_REGISTER, person.role().patienceSeconds());
            world.wakeAt(0, CHANGE, person.entity(), 0);
        }
    }

    @Override
    public void wake(World world, int kind, int entity, int detail) {
        if (world.is(entity, Flag.FALLEN)) {
            return;
        }
        if (kind == CHANGE) {
            change(world, entity);
        } else if (kind == ARRIVE) {
            arrive(world, entity, detail);
        }
    }

    private void change(World world, int person) {
        Doing doing = routine.next(person, world.now());
        long lengthMs = routine.lengthMs(doing, person, world.now());
        world.setRegister(person, DOING_REGISTER, doing.code());
        world.setFlag(person, Flag.BUSY, false);
        leaveAbout(world, person);
        int room = roomFor(world, doing, person);
        long walkMs = walkMs(world, person, room);
        world.wakeAt(world.now() + walkMs, ARRIVE, person, room);
        world.wakeAt(world.now() + walkMs + lengthMs, CHANGE, person, 0);
    }

    private static long walkMs(World world, int person, int room) {
        int distanceMm = world.paths().distanceMm(person, room);
        return distanceMm >= Paths.FAR_MM
                ? 0
                : 1000L * distanceMm / world.plan().thing(person).speedMmps();
    }

    private static int roomFor(World world, Doing doing, int person) {
        for (String type : doing.rooms()) {
            for (int room = 0; room < world.plan().rooms(); room++) {
                if (world.plan().room(room).type().equals(type)) {
                    return room;
                }
            }
        }
        return world.room(person);
    }

    private void arrive(World world, int person, int room) {
        if (world.paths().distanceMm(person, room) >= Paths.FAR_MM) {
            return;
        }
        Room floor = world.plan().room(room);
        int width = floor.eastMm() - floor.westMm() - 1000;
        int depth = floor.northMm() - floor.southMm() - 1000;
        int x = world.chance().below(width, WHERE, person, world.now());
        int y = world.chance().below(depth, WHERE, person, world.now() + 1);
        world.stand(person, room, floor.westMm() + 500 + x, floor.southMm() + 500 + y);
        world.setFlag(person, Flag.BUSY, doing(world, person).isBusy());
    }

    /// Own things are left lying where one was: homes drift by themselves.
    private void leaveAbout(World world, int person) {
        boolean leaves = world.chance().happens(LOOSE_PER_MILLE, LEAVES_ABOUT, person, world.now());
        int room = world.room(person);
        for (Person owner : people) {
            boolean isLeft =
                    leaves && owner.entity() == person && !owner.belongings().isEmpty() && room != World.NONE;
            if (isLeft && !isCarried(world, owner.belongings().getFirst())) {
                world.stand(owner.belongings().getFirst(), room, world.xMm(person), world.yMm(person));
            }
        }
    }

    private static boolean isCarried(World world, int thing) {
        int parent = world.parent(thing);
        boolean isOfRobot = parent != World.NONE && world.plan().has(parent, Trait.AGENT);
        return isOfRobot && world.relation(thing) == Relation.HELD;
    }

    public static Doing doing(World world, int person) {
        return Doing.of(world.register(person, DOING_REGISTER));
    }

    public Optional<Person> person(int entity) {
        return people.stream().filter(one -> one.entity() == entity).findFirst();
    }

    public List<Person> people() {
        return people;
    }

    /// Somebody says something; whether it is heard, the place decides. Ends a wait of the robot if it is meant.
    public void say(World world, Utterance utterance) {
        said.add(utterance);
        world.interrupt();
    }

    /// How much was said so far.
    public int said() {
        return said.size();
    }

    /// What was said since then and an agent can hear.
    ///
    /// @param before what [#said] was
    public List<Utterance> heardBy(World world, int agent, int before) {
        if (before == said.size()) {
            return List.of();
        }
        return said.subList(before, said.size()).stream()
                .filter(one -> one.speaker() != agent)
                .filter(one -> Hearing.hears(world, agent, one.speaker()))
                .toList();
    }

    /// The robot says something to a person. A question is answered while patience lasts; who is busy is
    /// interrupted.
    public Optional<Utterance> hear(World world, Utterance utterance) {
        said.add(utterance);
        Optional<Person> meant = person(utterance.listener());
        boolean isHeard = meant.isPresent() && Hearing.hears(world, utterance.listener(), utterance.speaker());
        if (!isHeard || world.is(utterance.listener(), Flag.FALLEN) || !isNoticed(world, meant.get())) {
            return Optional.empty();
        }
        int listener = utterance.listener();
        if (world.is(listener, Flag.BUSY)) {
            count(world, listener, INTERRUPTIONS_REGISTER, 1);
        }
        return utterance.act().isQuestion() ? Optional.of(answer(world, utterance, meant.get())) : Optional.empty();
    }

    /// Who is busy may not notice.
    private static boolean isNoticed(World world, Person person) {
        return !world.is(person.entity(), Flag.BUSY)
                || world.chance().happens(person.role().noticesPerMille(), NOTICES, person.entity(), world.now());
    }

    private Utterance answer(World world, Utterance question, Person person) {
        int patience = world.register(person.entity(), PATIENCE_REGISTER);
        boolean isPatient = patience >= QUESTION_SECONDS;
        if (isPatient) {
            count(world, person.entity(), PATIENCE_REGISTER, -QUESTION_SECONDS);
            count(world, person.entity(), QUESTIONS_REGISTER, 1);
        }
        SpeechAct act = isPatient ? SpeechAct.CONFIRM : SpeechAct.DECLINE;
        var reply = new Utterance(
                world.now(),
                person.entity(),
                question.speaker(),
                act,
                question.about(),
                person.languages().getFirst());
        said.add(reply);
        return reply;
    }

    private static void count(World world, int person, int register, int by) {
        world.setRegister(person, register, world.register(person, register) + by);
    }
}
