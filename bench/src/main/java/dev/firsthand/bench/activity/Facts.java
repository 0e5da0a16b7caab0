package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;

/// What each predicate means in the state of a world. A subject at or beyond the number of entities is a substance.
public final class Facts {
    private static final int HOT_DECI_CELSIUS = 400;
    private static final int NEXT_TO_GAP_MM = 150;

    private Facts() {}

    static Goal.Truths in(World world) {
        return leaf -> isTrue(world, leaf.predicate(), leaf.first(), leaf.second()) == leaf.wanted();
    }

    public static boolean isTrue(World world, Predicate predicate, int first, int second) {
        if (first >= world.plan().entities()) {
            return isTrueOfSubstance(world, predicate, first - world.plan().entities());
        }
        return switch (predicate) {
            case INSIDE -> isInside(world, first, second);
            case ONTOP -> isOnTop(world, first, second);
            case UNDER -> is(world, first, Relation.UNDER, second);
            case NEXTTO -> isNextTo(world, first, second);
            case TOUCHING ->
                world.parent(first) == second || world.parent(second) == first || isNextTo(world, first, second);
            case ATTACHED -> is(world, first, Relation.ATTACHED, second) || is(world, second, Relation.ATTACHED, first);
            case DRAPED -> is(world, first, Relation.DRAPED, second);
            case OVERLAID -> is(world, first, Relation.OVERLAID, second);
            case INROOM -> world.room(first) == second;
            case COVERED -> world.amount(Layer.UPON, first, second) > 0;
            case FILLED -> world.amount(Layer.WITHIN, first, second) >= Layer.FULL_UNITS;
            case CONTAINS -> world.amount(Layer.WITHIN, first, second) > 0;
            case SATURATED -> world.amount(Layer.SOAKED, first, second) >= Layer.FULL_UNITS;
            case INSOURCE -> world.amount(Layer.SOURCE, first, second) > 0;
            case FROZEN -> world.temperature(first) <= 0;
            case HOT -> world.temperature(first) >= HOT_DECI_CELSIUS;
            case COOKED -> world.is(first, Flag.COOKED);
            case OPEN -> world.is(first, Flag.OPEN);
            case FOLDED -> world.is(first, Flag.FOLDED);
            case UNFOLDED -> !world.is(first, Flag.FOLDED);
            case TOGGLED_ON -> world.is(first, Flag.POWERED);
            case ON_FIRE -> world.is(first, Flag.BURNING);
            case BROKEN -> world.is(first, Flag.BROKEN);
            case ASSEMBLED -> world.is(first, Flag.ASSEMBLED);
            case FUTURE -> !world.is(first, Flag.REAL);
            case REAL -> world.is(first, Flag.REAL);
        };
    }

    /// A substance is real while there is any of it; what is said of its state is said of what holds it.
    private static boolean isTrueOfSubstance(World world, Predicate predicate, int substance) {
        if (predicate == Predicate.REAL || predicate == Predicate.FUTURE) {
            return world.unitsInAll(substance) > 0 == (predicate == Predicate.REAL);
        }
        for (int e = world.plan().firstThing(); e < world.plan().entities(); e++) {
            boolean isHeld = world.amount(Layer.WITHIN, e, substance) > 0 || world.amount(Layer.UPON, e, substance) > 0;
            if (isHeld && predicate.kind() == Predicate.Kind.ONE_THING && isTrue(world, predicate, e, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(World world, int thing, Relation relation, int parent) {
        return world.parent(thing) == parent && world.relation(thing) == relation;
    }

    /// However deep: on a plate in a fridge is inside the fridge.
    private static boolean isInside(World world, int thing, int container) {
        int below = thing;
        for (int e = world.parent(thing); e != World.NONE; e = world.parent(e)) {
            if (e == container) {
                return world.relation(below) == Relation.IN;
            }
            below = e;
        }
        return false;
    }

    /// On a floor is what stands in its room, also under a table that does.
    private static boolean isOnTop(World world, int thing, int support) {
        WorldPlan plan = world.plan();
        if (!plan.has(support, Trait.FLOOR)) {
            return is(world, thing, Relation.ON, support);
        }
        int room = world.room(support);
        int parent = world.parent(thing);
        boolean isUnder = parent != World.NONE && world.relation(thing) == Relation.UNDER;
        return room != World.NONE && (isUnder ? world.parent(parent) : parent) == room && thing != support;
    }

    private static int containerOf(World world, int thing) {
        for (int e = thing; world.parent(e) != World.NONE; e = world.parent(e)) {
            if (world.relation(e) == Relation.IN) {
                return world.parent(e);
            }
        }
        return World.NONE;
    }

    /// Side by side, and in the same container if in any.
    private static boolean isNextTo(World world, int a, int b) {
        int room = world.room(a);
        if (a == b
                || containerOf(world, a) != containerOf(world, b)
                || room == World.NONE
                || room != world.room(b)
                || world.isBelow(a, b)
                || world.isBelow(b, a)) {
            return false;
        }
        WorldPlan plan = world.plan();
        if (plan.has(world.parent(a), Trait.AGENT) || plan.has(world.parent(b), Trait.AGENT)) {
            return false;
        }
        int apart = Math.max(Math.abs(world.xMm(a) - world.xMm(b)), Math.abs(world.yMm(a) - world.yMm(b)));
        return apart - plan.radiusMm(a) - plan.radiusMm(b) <= NEXT_TO_GAP_MM;
    }
}
