package dev.firsthand.bench.oracle;

import dev.firsthand.bench.activity.Facts;
import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Pouring;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Slips;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plans one decision at a time towards a goal.
public final class Oracle {
    private static final int A_MINUTE_MS = 60_000;
    private static final long HOPE_RETURNS_AFTER_MS = 900_000;

    private final World world;
    private final int robot;
    private final Actions actions;
    private final Whereabouts whereabouts;
    private final Hands hands;
    private final Set<Goal.Leaf> hopeless = new HashSet<>();
    private long hopelessSince;

    private Oracle(World world, int robot, Whereabouts whereabouts) {
        this.world = world;
        this.robot = robot;
        this.whereabouts = whereabouts;
        actions = new Actions(world, Slips.none());
        hands = new Hands(world, actions, robot, whereabouts);
    }

    /// Sees through walls.
    public static Oracle withFullView(World world, int robot) {
        return new Oracle(world, robot, Whereabouts.ALL_KNOWN);
    }

    /// Sees what the robot sees, and remembers it.
    public static Oracle withPartialView(World world, int robot) {
        return new Oracle(world, robot, Memory.ofNewcomer(world, robot));
    }

    /// Sees what a person sees, and knows where everything is at this moment: it is their home.
    public static Oracle ofResident(World world, int person) {
        return new Oracle(world, person, Memory.ofResident(world, person));
    }

    /// The next decision towards the goal; none if it holds, or if no rule leads to what is missing.
    public Optional<Action> next(Goal goal) {
        whereabouts.look();
        if (goal.holds(world)) {
            return tidy(goal);
        }
        if (world.now() - hopelessSince > HOPE_RETURNS_AFTER_MS) {
            hopeless.clear();
            hopelessSince = world.now();
        }
        for (int branches = 0; branches < 4; branches++) {
            boolean isNewlyHopeless = false;
            for (Goal.Leaf leaf : Pursuit.of(world, goal, hopeless)) {
                Optional<Action> step = towards(leaf, goal);
                if (step.isPresent()) {
                    return step;
                }
                isNewlyHopeless |= hopeless.add(leaf);
            }
            if (!isNewlyHopeless) {
                break;
            }
        }
        return Optional.empty();
    }

    /// What is hot and not meant to be is switched off before anybody leaves.
    private Optional<Action> tidy(Goal goal) {
        for (int e = world.plan().firstThing(); e < world.plan().entities(); e++) {
            if (world.plan().has(e, Trait.HEAT_SOURCE) && world.is(e, Flag.POWERED)) {
                world.setFlag(e, Flag.POWERED, false);
                boolean stillHolds = goal.holds(world);
                world.setFlag(e, Flag.POWERED, true);
                if (stillHolds) {
                    return hands.towards(Action.of(Op.TOGGLE, e));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Action> towards(Goal.Leaf leaf, Goal goal) {
        var making = new Making(world, actions, hands, goal);
        return leaf.wanted() ? wanted(leaf, making, goal) : unwanted(leaf);
    }

    private Optional<Action> wanted(Goal.Leaf leaf, Making making, Goal goal) {
        int a = leaf.first();
        int b = leaf.second();
        boolean isUnmade = a < world.plan().entities() && !world.is(a, Flag.REAL);
        if (leaf.predicate() == Predicate.REAL || isUnmade) {
            return making.make(a);
        }
        boolean isOfTwo = leaf.predicate().kind() == Predicate.Kind.TWO_THINGS;
        if (isOfTwo && !world.is(b, Flag.REAL)) {
            return making.make(b);
        }
        return switch (leaf.predicate()) {
            case INSIDE -> besidePartner(leaf, goal).or(() -> hands.place(a, Relation.IN, b));
            case ONTOP -> besidePartner(leaf, goal).or(() -> hands.place(a, Relation.ON, b));
            case UNDER -> hands.place(a, Relation.UNDER, b);
            case DRAPED -> hands.place(a, Relation.DRAPED, b);
            case OVERLAID -> hands.place(a, Relation.OVERLAID, b);
            case NEXTTO, TOUCHING -> beside(a, b, goal);
            case ATTACHED -> attach(a, b);
            case INROOM -> putIn(a, b);
            case COVERED -> making.bring(b, Layer.UPON, a);
            case FILLED, CONTAINS -> making.bring(b, Layer.WITHIN, a);
            case SATURATED -> making.bring(b, Layer.SOAKED, a);
            case COOKED, HOT -> making.heat(a);
            case FROZEN -> making.cool(a);
            case OPEN -> hands.towards(Action.of(Op.OPEN, a));
            case FOLDED, UNFOLDED -> hands.towards(Action.of(Op.FOLD, a));
            case TOGGLED_ON -> hands.towards(Action.of(Op.TOGGLE, a));
            case ON_FIRE -> making.light(a);
            case INSOURCE, BROKEN, ASSEMBLED, FUTURE, REAL -> Optional.empty();
        };
    }

    private Optional<Action> unwanted(Goal.Leaf leaf) {
        int a = leaf.first();
        return switch (leaf.predicate()) {
            case INSIDE, ONTOP, UNDER, DRAPED, OVERLAID, NEXTTO, TOUCHING, INROOM -> away(a);
            case ATTACHED -> hands.fetch(world.parent(a) == leaf.second() ? a : leaf.second());
            case COVERED -> wipe(a);
            case FILLED, CONTAINS -> empty(a, leaf.second());
            case OPEN -> hands.towards(Action.of(Op.CLOSE, a));
            case TOGGLED_ON -> hands.towards(Action.of(Op.TOGGLE, a));
            case FOLDED, UNFOLDED -> hands.towards(Action.of(Op.FOLD, a));
            case BROKEN -> hands.towards(Action.of(Op.PRESS, a));
            case FROZEN, HOT -> away(a).or(() -> Optional.of(Action.waiting(A_MINUTE_MS)));
            case SATURATED, INSOURCE, COOKED, ON_FIRE, ASSEMBLED, FUTURE, REAL -> Optional.empty();
        };
    }

    /// What shall be on a thing and next to another that is there already is put down beside that other at once.
    private Optional<Action> besidePartner(Goal.Leaf leaf, Goal goal) {
        for (Goal.Leaf other : GoalBook.leaves(goal)) {
            boolean isNextTo = other.predicate() == Predicate.NEXTTO || other.predicate() == Predicate.TOUCHING;
            boolean isAboutIt = other.first() == leaf.first() || other.second() == leaf.first();
            if (isNextTo && other.wanted() && isAboutIt && other.first() != other.second()) {
                int partner = other.first() == leaf.first() ? other.second() : other.first();
                boolean isThere = Facts.isTrue(world, leaf.predicate(), partner, leaf.second());
                boolean isHeld = world.parent(partner) == robot;
                if (isThere && !isHeld && world.parent(partner) != leaf.first()) {
                    return hands.place(leaf.first(), Relation.BESIDE, partner);
                }
            }
        }
        return Optional.empty();
    }

    /// Moves whichever of the two can be moved and has no other place to be.
    private Optional<Action> beside(int a, int b, Goal goal) {
        boolean isMoved = actions.isMovable(a) && !world.isBelow(b, a);
        boolean isOtherFreer = ties(a, goal) > ties(b, goal) && actions.isMovable(b) && !world.isBelow(a, b);
        int moved = isMoved && !isOtherFreer ? a : b;
        int still = moved == a ? b : a;
        return actions.isMovable(moved) ? hands.place(moved, Relation.BESIDE, still) : Optional.empty();
    }

    /// How many parts of the goal want a thing where it is; those that want it in or on something count more.
    private int ties(int thing, Goal goal) {
        int ties = 0;
        for (Goal.Leaf leaf : GoalBook.leaves(goal)) {
            boolean isAbout = leaf.first() == thing
                    || (leaf.second() == thing && leaf.predicate().arity() == 2);
            if (leaf.wanted() && isAbout && Pursuit.isPlacement(leaf) && leaf.holds(world)) {
                ties += leaf.first() == thing && leaf.predicate() != Predicate.NEXTTO ? 10 : 1;
            }
        }
        return ties;
    }

    private Optional<Action> attach(int a, int b) {
        boolean isMoved = actions.isMovable(a);
        return hands.towards(Action.of(Op.ATTACH, isMoved ? a : b, isMoved ? b : a));
    }

    private Optional<Action> putIn(int thing, int room) {
        for (int e = world.firstChild(room); e != World.NONE; e = world.nextSibling(e)) {
            if (world.plan().has(e, Trait.FLOOR)) {
                return hands.place(thing, Relation.ON, e);
            }
        }
        return Optional.empty();
    }

    /// Off to a table, a worktop or, where there is none, the floor; anywhere but where it is.
    private Optional<Action> away(int thing) {
        if (!actions.isMovable(thing)) {
            return Optional.empty();
        }
        int from = world.parent(thing);
        if (actions.holds(robot, thing)) {
            return hands.floorHere().flatMap(floor -> hands.place(thing, Relation.ON, floor));
        }
        return from == World.NONE ? Optional.empty() : hands.fetch(thing);
    }

    private Optional<Action> wipe(int thing) {
        return hands.withTool(Trait.CLEANER, thing, tool -> Action.of(Op.WIPE, thing, tool));
    }

    private Optional<Action> empty(int vessel, int substance) {
        List<Trait> kinds = List.of(Trait.DRAIN, Trait.CONTAINER);
        for (Trait kind : kinds) {
            for (int e = world.plan().firstThing(); e < world.plan().entities(); e++) {
                if (e != vessel && world.plan().has(e, kind) && world.is(e, Flag.REAL)) {
                    return hands.pour(vessel, e, Pouring.portion(substance, Layer.WITHIN, Layer.SUPPLY_UNITS));
                }
            }
        }
        return Optional.empty();
    }
}
