package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.util.List;
import java.util.Random;

/// States of homes that nobody lived into.
final class RandomStates {
    private static final List<Flag> SOME_FLAGS =
            List.of(Flag.OPEN, Flag.POWERED, Flag.BROKEN, Flag.FOLDED, Flag.COOKED, Flag.BURNING, Flag.ASSEMBLED);

    private RandomStates() {}

    /// Makes leaves true, one way or another, and some things anything.
    ///
    /// @param leftOfTwelve how many of twelve leaves are left as they are
    static void scatter(World world, List<Goal.Leaf> leaves, Random random, int leftOfTwelve) {
        WorldPlan plan = world.plan();
        for (Goal.Leaf leaf : leaves) {
            if (random.nextInt(12) >= leftOfTwelve) {
                force(world, leaf);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            int thing = plan.firstThing() + random.nextInt(plan.entities() - plan.firstThing());
            int target = plan.firstThing() + random.nextInt(plan.entities() - plan.firstThing());
            boolean isFree = target != thing && !world.isBelow(target, thing) && world.parent(target) != World.NONE;
            boolean isOfFloor = plan.has(thing, Trait.FLOOR) || plan.has(target, Trait.FLOOR);
            if (isFree && !isOfFloor && world.is(thing, Flag.REAL)) {
                world.put(thing, Relation.of(random.nextInt(6)), target);
            }
            world.setFlag(thing, SOME_FLAGS.get(random.nextInt(SOME_FLAGS.size())), random.nextBoolean());
            if (plan.substances() > 0) {
                Layer layer = Layer.of(random.nextInt(3));
                world.setAmount(layer, thing, random.nextInt(plan.substances()), random.nextInt(10));
            }
        }
        for (int substance = 0; substance < plan.substances(); substance++) {
            if (random.nextInt(10) == 0) {
                useUp(world, substance);
            }
        }
    }

    private static void useUp(World world, int substance) {
        for (int e = world.plan().firstThing(); e < world.plan().entities(); e++) {
            for (Layer layer : Layer.values()) {
                world.setAmount(layer, e, substance, 0);
            }
        }
    }

    private static void force(World world, Goal.Leaf leaf) {
        int a = leaf.first();
        int b = leaf.second();
        boolean isSubstance = a >= world.plan().entities();
        switch (leaf.predicate()) {
            case INSIDE -> put(world, leaf, Relation.IN);
            case ONTOP -> put(world, leaf, Relation.ON);
            case UNDER -> put(world, leaf, Relation.UNDER);
            case DRAPED -> put(world, leaf, Relation.DRAPED);
            case OVERLAID -> put(world, leaf, Relation.OVERLAID);
            case ATTACHED -> put(world, leaf, Relation.ATTACHED);
            case COVERED -> world.setAmount(Layer.UPON, a, b, leaf.wanted() ? 1 : 0);
            case FILLED, CONTAINS -> world.setAmount(Layer.WITHIN, a, b, leaf.wanted() ? 8 : 0);
            case SATURATED -> world.setAmount(Layer.SOAKED, a, b, leaf.wanted() ? 8 : 0);
            case COOKED -> world.setFlag(isSubstance ? 0 : a, Flag.COOKED, leaf.wanted());
            case OPEN -> world.setFlag(a, Flag.OPEN, leaf.wanted());
            case FOLDED -> world.setFlag(a, Flag.FOLDED, leaf.wanted());
            case UNFOLDED -> world.setFlag(a, Flag.FOLDED, !leaf.wanted());
            case TOGGLED_ON -> world.setFlag(a, Flag.POWERED, leaf.wanted());
            case HOT -> world.setTemperature(a, leaf.wanted() ? 500 : 200);
            case FROZEN -> world.setTemperature(a, leaf.wanted() ? -50 : 200);
            case NEXTTO, TOUCHING, INROOM, INSOURCE, ON_FIRE, BROKEN, ASSEMBLED, FUTURE, REAL -> {}
        }
    }

    private static void put(World world, Goal.Leaf leaf, Relation relation) {
        boolean isThere = world.is(leaf.first(), Flag.REAL) && world.is(leaf.second(), Flag.REAL);
        boolean isFree = leaf.first() != leaf.second() && !world.isBelow(leaf.second(), leaf.first());
        if (leaf.wanted() && isThere && isFree && !world.plan().has(leaf.first(), Trait.FLOOR)) {
            world.put(leaf.first(), relation, leaf.second());
        }
    }
}
