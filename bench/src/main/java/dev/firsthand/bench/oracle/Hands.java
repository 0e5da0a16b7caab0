package dev.firsthand.bench.oracle;

import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Paths;
import dev.firsthand.bench.world.Reason;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Sight;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/// The next step towards doing one thing: go there, open what it is shut in, free a hand, fetch it.
final class Hands {
    /// Steps that stand before each other: a locked door before a room before a shelf before a tool.
    private static final int DEPTH_MAX = 12;

    private final World world;
    private final Actions actions;
    private final int robot;
    private final Whereabouts whereabouts;
    private int depth;

    Hands(World world, Actions actions, int robot, Whereabouts whereabouts) {
        this.world = world;
        this.actions = actions;
        this.robot = robot;
        this.whereabouts = whereabouts;
    }

    /// The action itself if it can be done now, or else what stands before it; none if nothing helps.
    Optional<Action> towards(Action action) {
        if (depth == DEPTH_MAX) {
            return Optional.empty();
        }
        depth++;
        Optional<Action> step = stepTowards(action);
        depth--;
        return step;
    }

    private Optional<Action> stepTowards(Action action) {
        Optional<Action> search = searchFor(action);
        if (search.isPresent()) {
            return search;
        }
        Reason reason = actions.check(robot, action);
        return switch (reason) {
            case DONE -> Optional.of(action);
            case UNREACHABLE -> approach(action);
            case OCCLUDED -> openAround(isOccluded(action.a()) ? action.a() : action.b());
            case CLOSED -> towards(Action.of(Op.OPEN, action.op() == Op.PLACE ? action.b() : action.a()));
            case LOCKED -> towards(Action.of(Op.UNLOCK, action.a()));
            case HAND_FULL -> putDown(action.a(), action.b());
            case NOT_HELD -> fetch(action.a());
            case NOT_PERMITTED, NOT_TAKEN, NOT_GIVEN -> Optional.of(Action.waiting(30_000));
            case DISABLED -> putDown(action.a(), action.b()).or(() -> Optional.of(Action.waiting(60_000)));
            case TOO_HEAVY, FULL, EMPTY, UNSUITED, ALREADY, WRONG_TOOL -> Optional.empty();
            case BLOCKED_BY_PERSON, SLIPPED, CHANGED_UNDERFOOT -> Optional.of(Action.waiting(10_000));
        };
    }

    private Optional<Action> searchFor(Action action) {
        Optional<Action> first = action.op() == Op.WAIT ? Optional.empty() : whereabouts.search(action.a());
        boolean isAboutTwo = action.op() == Op.PLACE || action.op() == Op.POUR || action.op() == Op.ATTACH;
        return first.or(() -> isAboutTwo ? whereabouts.search(action.b()) : Optional.empty());
    }

    private boolean isOccluded(int thing) {
        return Sight.isShutIn(world, thing);
    }

    private Optional<Action> approach(Action action) {
        boolean isAboutTwo = action.op() == Op.PLACE || action.op() == Op.POUR || action.op() == Op.ATTACH;
        int target = isAboutTwo && actions.reach(robot, action.a()) == Reason.DONE ? action.b() : action.a();
        if (action.op() == Op.GO) {
            return clearTheWay();
        }
        return world.room(target) == World.NONE ? Optional.empty() : towards(Action.of(Op.GO, target));
    }

    /// A door that is locked is unlocked; what blocks one is taken away.
    private Optional<Action> clearTheWay() {
        for (int d = world.plan().firstDoor(); d < world.plan().firstThing(); d++) {
            boolean isNear = world.paths().distanceMm(robot, d) < Paths.FAR_MM;
            if (isNear && world.is(d, Flag.LOCKED)) {
                return towards(Action.of(Op.UNLOCK, d));
            }
            if (isNear && world.is(d, Flag.BLOCKED)) {
                return unblock(d);
            }
        }
        return Optional.empty();
    }

    private Optional<Action> unblock(int door) {
        for (int e = world.plan().firstThing(); e < world.plan().entities(); e++) {
            if (world.register(e, Actions.DOORWAY_REGISTER) == door + 1) {
                boolean isAtHand = actions.reach(robot, e) == Reason.DONE;
                return towards(isAtHand ? Action.of(Op.PICK, e) : Action.of(Op.GO, door));
            }
        }
        return Optional.empty();
    }

    private Optional<Action> openAround(int thing) {
        int outermost = World.NONE;
        for (int e = world.parent(thing); e != World.NONE; e = world.parent(e)) {
            boolean isClosed = world.plan().has(e, Trait.OPENABLE) && !world.is(e, Flag.OPEN);
            outermost = isClosed && !Sight.isShutIn(world, e) ? e : outermost;
        }
        return outermost == World.NONE ? Optional.empty() : towards(Action.of(Op.OPEN, outermost));
    }

    Optional<Action> fetch(int thing) {
        if (actions.holds(robot, thing)) {
            return Optional.empty();
        }
        boolean isFixed = world.relation(thing) == Relation.ATTACHED;
        return towards(Action.of(isFixed ? Op.DETACH : Op.PICK, thing));
    }

    /// Puts something on the floor that is not one of the two.
    private Optional<Action> putDown(int keep, int alsoKeep) {
        for (int held = world.firstChild(robot); held != World.NONE; held = world.nextSibling(held)) {
            if (held != keep && held != alsoKeep && world.relation(held) == Relation.HELD) {
                return floorHere().map(putOn(held));
            }
        }
        for (int held = world.firstChild(robot); held != World.NONE; held = world.nextSibling(held)) {
            if (held != keep && world.relation(held) == Relation.HELD) {
                return floorHere().map(putOn(held));
            }
        }
        return Optional.empty();
    }

    private static Function<Integer, Action> putOn(int held) {
        return floor -> Action.place(held, Relation.ON, floor);
    }

    Optional<Integer> floorHere() {
        int room = world.room(robot);
        for (int e = world.firstChild(room); e != World.NONE; e = world.nextSibling(e)) {
            if (world.plan().has(e, Trait.FLOOR)) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    /// Puts a thing where it shall be.
    Optional<Action> place(int thing, Relation relation, int target) {
        if (world.isBelow(target, thing) && actions.isMovable(target)) {
            return floorHere().flatMap(floor -> towards(Action.place(target, Relation.ON, floor)));
        }
        if (relation == Relation.BESIDE && actions.holds(robot, target)) {
            return floorHere().flatMap(floor -> towards(Action.place(target, Relation.ON, floor)));
        }
        if (world.relation(thing) == Relation.ATTACHED && !actions.holds(robot, thing)) {
            return fetch(thing);
        }
        return towards(Action.place(thing, relation, target));
    }

    /// Takes a tool of this kind into a hand and uses it.
    Optional<Action> withTool(Trait trait, int thing, IntFunction<Action> use) {
        int tool = toolOf(trait, thing);
        if (tool == World.NONE) {
            return Optional.empty();
        }
        return fetch(tool).or(() -> towards(use.apply(tool)));
    }

    /// One that is held, or else the first that is whole; the thing itself only if there is no other.
    private int toolOf(Trait trait, int thing) {
        int found = World.NONE;
        for (int e = world.plan().entities() - 1; e >= world.plan().firstThing(); e--) {
            boolean isUsable = world.plan().has(e, trait)
                    && world.is(e, Flag.REAL)
                    && !world.is(e, Flag.BROKEN)
                    && actions.isMovable(e);
            if (isUsable && e != thing && actions.holds(robot, e)) {
                return e;
            }
            found = isUsable && (found == World.NONE || e != thing) ? e : found;
        }
        return found;
    }

    /// Carries one of the two to the other and pours.
    Optional<Action> pour(int from, int to, int portion) {
        Action pour = Action.pour(from, to, portion);
        int carried = actions.isMovable(from) ? from : to;
        boolean isCarried = actions.isMovable(carried);
        boolean isAtHand = actions.check(robot, pour) == Reason.DONE;
        return isAtHand || !isCarried ? towards(pour) : fetch(carried).or(() -> towards(pour));
    }
}
