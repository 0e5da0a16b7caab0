package dev.firsthand.bench.oracle;

import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Paths;
import dev.firsthand.bench.world.Sight;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Remembers where each thing was last seen, and looks through rooms and closed containers for what it never
/// saw or does not find where it was. Rooms and what stands in them are known from the start: people show their
/// home. Who lives there knows where everything was when the day began.
final class Memory implements Whereabouts {
    private static final int NEVER = -2;
    private static final long SEARCHED_AGAIN_AFTER_MS = 600_000;

    private final World world;
    private final int robot;
    private final Sight sight;
    private final int[] lastParent;
    private final long[] searchedAt;

    private Memory(World world, int robot, IntPredicate isKnown) {
        this.world = world;
        this.robot = robot;
        sight = new Sight(world);
        lastParent = new int[world.plan().entities()];
        searchedAt = new long[world.plan().entities()];
        Arrays.fill(searchedAt, -SEARCHED_AGAIN_AFTER_MS);
        Arrays.setAll(lastParent, e -> isKnown.test(e) ? world.parent(e) : NEVER);
    }

    static Memory ofNewcomer(World world, int robot) {
        return new Memory(
                world, robot, e -> !world.plan().isThing(e) || world.plan().has(e, Trait.FIXTURE));
    }

    static Memory ofResident(World world, int person) {
        return new Memory(world, person, e -> true);
    }

    @Override
    public void look() {
        sight.look(robot);
        searchedAt[world.room(robot)] = world.now();
        for (int i = 0; i < sight.count(); i++) {
            int e = sight.seen(i);
            lastParent[e] = world.parent(e);
            if (world.is(e, Flag.OPEN)) {
                searchedAt[e] = world.now();
            }
        }
    }

    @Override
    public Optional<Action> search(int entity) {
        if (entity < 0 || entity >= lastParent.length || !world.is(entity, Flag.REAL)) {
            return Optional.empty();
        }
        if (lastParent[entity] == world.parent(entity)) {
            return Optional.empty();
        }
        int believed = lastParent[entity];
        if (believed != NEVER && believed != World.NONE && world.room(believed) != world.room(robot)) {
            return Optional.of(Action.of(Op.GO, believed));
        }
        lastParent[entity] = NEVER;
        return explore();
    }

    /// A closed container in this room, another room, and from the beginning after a while.
    private Optional<Action> explore() {
        int here = world.room(robot);
        for (int e = world.plan().firstThing(); e < lastParent.length; e++) {
            boolean isShut = world.plan().has(e, Trait.CONTAINER)
                    && world.plan().has(e, Trait.OPENABLE)
                    && !world.is(e, Flag.OPEN);
            if (isShut && world.room(e) == here && isStale(e)) {
                return lookInto(e);
            }
        }
        for (int room = 0; room < world.plan().rooms(); room++) {
            boolean isReached = world.paths().distanceMm(robot, room) < Paths.FAR_MM;
            if (room != here && isReached && isStale(room)) {
                return Optional.of(Action.of(Op.GO, room));
            }
        }
        return Optional.of(Action.waiting(60_000));
    }

    private Optional<Action> lookInto(int container) {
        int dx = Math.abs(world.xMm(container) - world.xMm(robot));
        int dy = Math.abs(world.yMm(container) - world.yMm(robot));
        if (Math.max(dx, dy) > 1000) {
            return Optional.of(Action.of(Op.GO, container));
        }
        searchedAt[container] = world.now();
        return Optional.of(Action.of(Op.OPEN, container));
    }

    private boolean isStale(int place) {
        return world.now() - searchedAt[place] >= SEARCHED_AGAIN_AFTER_MS;
    }
}
