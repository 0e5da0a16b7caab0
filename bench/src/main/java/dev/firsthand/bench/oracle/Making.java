package dev.firsthand.bench.oracle;

import dev.firsthand.bench.activity.Goal;
import dev.firsthand.bench.activity.GoalBook;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Actions;
import dev.firsthand.bench.world.Flag;
import dev.firsthand.bench.world.Layer;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Pouring;
import dev.firsthand.bench.world.Recipe;
import dev.firsthand.bench.world.Relation;
import dev.firsthand.bench.world.Trait;
import dev.firsthand.bench.world.World;
import dev.firsthand.bench.world.WorldPlan;
import java.util.Optional;

/// The next step towards something that is to be made, brought, heated or lit: regression through recipes and tools.
final class Making {
    private static final int A_MINUTE_MS = 60_000;
    private static final int DEPTH_MAX = 6;

    private final World world;
    private final WorldPlan plan;
    private final Actions actions;
    private final Hands hands;
    private final Goal goal;
    private int depth;

    Making(World world, Actions actions, Hands hands, Goal goal) {
        this.world = world;
        plan = world.plan();
        this.actions = actions;
        this.hands = hands;
        this.goal = goal;
    }

    /// Makes a thing, or a substance counted on from the entities.
    Optional<Action> make(int what) {
        if (++depth > DEPTH_MAX) {
            return Optional.empty();
        }
        boolean isThing = what < plan.entities();
        for (Recipe recipe : plan.recipes()) {
            boolean makesIt = isThing
                    ? recipe.madeThings().contains(what)
                    : recipe.madeSubstances().contains(what - plan.entities());
            if (makesIt && canStillBe(recipe)) {
                return follow(recipe, what);
            }
        }
        return Optional.empty();
    }

    /// A thing that was used up before can't be used again, unless something makes it.
    private boolean canStillBe(Recipe recipe) {
        return recipe.things().stream().allMatch(thing -> world.is(thing, Flag.REAL) || isMakeable(thing));
    }

    private boolean isMakeable(int thing) {
        return plan.recipes().stream().anyMatch(recipe -> recipe.madeThings().contains(thing));
    }

    private Optional<Action> follow(Recipe recipe, int what) {
        for (int thing : recipe.things()) {
            if (!world.is(thing, Flag.REAL)) {
                return make(thing);
            }
        }
        return switch (recipe.trigger()) {
            case CUT -> cut(recipe, what);
            case TOGGLE -> heatUp(recipe, what);
            default -> mix(recipe, vessel(recipe, what));
        };
    }

    /// What becomes a substance is put into its vessel first and cut there.
    private Optional<Action> cut(Recipe recipe, int what) {
        int thing = recipe.things().getFirst();
        if (!recipe.madeSubstances().isEmpty()) {
            int vessel = vessel(recipe, what);
            if (vessel != World.NONE && world.parent(thing) != vessel) {
                return hands.place(thing, inOrOn(vessel), vessel);
            }
        }
        return hands.withTool(Trait.SLICER, thing, tool -> Action.of(Op.CUT, thing, tool));
    }

    private Optional<Action> heatUp(Recipe recipe, int what) {
        if (!recipe.things().isEmpty()) {
            int thing = recipe.things().getFirst();
            int vessel = recipe.madeSubstances().isEmpty() ? World.NONE : vessel(recipe, what);
            boolean isToBePut = vessel != World.NONE && world.parent(thing) != vessel;
            return isToBePut ? hands.place(thing, inOrOn(vessel), vessel) : heat(vessel == World.NONE ? thing : vessel);
        }
        int vessel = vessel(recipe, what);
        for (int substance : recipe.substances()) {
            if (vessel != World.NONE && !holds(vessel, substance)) {
                return bring(substance, layerOf(vessel), vessel);
            }
        }
        return vessel == World.NONE ? Optional.empty() : heat(vessel);
    }

    private Optional<Action> mix(Recipe recipe, int vessel) {
        if (vessel == World.NONE) {
            return Optional.empty();
        }
        for (int thing : recipe.things()) {
            if (!world.isBelow(thing, vessel)) {
                return hands.place(thing, inOrOn(vessel), vessel);
            }
        }
        for (int substance : recipe.substances()) {
            if (!holds(vessel, substance)) {
                return bring(substance, layerOf(vessel), vessel);
            }
        }
        return hands.towards(Action.of(Op.PRESS, vessel));
    }

    /// Where the goal wants what is made, or any bowl or pot, or whatever else can be carried.
    private int vessel(Recipe recipe, int what) {
        for (Goal.Leaf leaf : GoalBook.leaves(goal)) {
            boolean isOfSubstance = leaf.predicate() == Predicate.FILLED || leaf.predicate() == Predicate.CONTAINS;
            boolean isForIt = isOfSubstance
                    ? recipe.madeSubstances().contains(leaf.second())
                    : leaf.first() == what
                            && (leaf.predicate() == Predicate.INSIDE || leaf.predicate() == Predicate.ONTOP);
            boolean isThere = isForIt && leaf.wanted() && isVessel(isOfSubstance ? leaf.first() : leaf.second());
            if (isThere) {
                return isOfSubstance ? leaf.first() : leaf.second();
            }
        }
        int spare = World.NONE;
        for (int e = plan.firstThing(); e < plan.entities(); e++) {
            if (isVessel(e) && plan.has(e, Trait.CONTAINER) && !plan.has(e, Trait.OPENABLE)) {
                return e;
            }
            boolean isBoard = isVessel(e) && !recipe.things().contains(e) && !plan.has(e, Trait.SLICER);
            spare = isBoard && spare == World.NONE ? e : spare;
        }
        return spare;
    }

    private boolean isVessel(int entity) {
        return world.is(entity, Flag.REAL) && actions.isMovable(entity);
    }

    private Relation inOrOn(int vessel) {
        return plan.has(vessel, Trait.CONTAINER) ? Relation.IN : Relation.ON;
    }

    private Layer layerOf(int vessel) {
        return plan.has(vessel, Trait.CONTAINER) ? Layer.WITHIN : Layer.UPON;
    }

    private boolean holds(int vessel, int substance) {
        return world.amount(Layer.WITHIN, vessel, substance) > 0 || world.amount(Layer.UPON, vessel, substance) > 0;
    }

    /// Brings a substance onto or into a thing: from where there is some, or else it is made.
    Optional<Action> bring(int substance, Layer layer, int target) {
        int best = World.NONE;
        int most = 0;
        for (int e = plan.firstThing(); e < plan.entities(); e++) {
            int worth = e == target ? 0 : worthOf(e, substance);
            if (worth > most) {
                most = worth;
                best = e;
            }
        }
        return best == World.NONE
                ? make(plan.entities() + substance)
                : hands.pour(best, target, Pouring.portion(substance, layer, unitsOn(layer)));
    }

    /// Sprinkled, or filled to the brim.
    private static int unitsOn(Layer layer) {
        return layer == Layer.UPON ? 2 : Layer.FULL_UNITS;
    }

    /// An endless source that can be carried, then any endless one, then what holds most.
    private int worthOf(int entity, int substance) {
        if (!world.is(entity, Flag.REAL)) {
            return 0;
        }
        int endless = world.amount(Layer.SOURCE, entity, substance) > 0 ? 1000 : 0;
        int within = world.amount(Layer.WITHIN, entity, substance);
        int upon = world.amount(Layer.UPON, entity, substance) > 0 ? 1 : 0;
        int worth = 2 * Math.max(endless, within) + upon;
        return worth > 0 && actions.isMovable(entity) ? worth + 500 : worth;
    }

    Optional<Action> heat(int thing) {
        int source = sourceOf(Trait.HEAT_SOURCE, thing);
        if (source == World.NONE) {
            return Optional.empty();
        }
        int heated = actions.isMovable(thing) ? thing : World.NONE;
        if (!world.isBelow(thing, source)) {
            Relation relation = plan.has(source, Trait.CONTAINER) ? Relation.IN : Relation.ON;
            return heated == World.NONE ? Optional.empty() : hands.place(thing, relation, source);
        }
        boolean isOn = world.is(source, Flag.POWERED) || world.is(source, Flag.BURNING);
        boolean isSwitched = plan.has(source, Trait.TOGGLEABLE);
        return isOn
                ? Optional.of(Action.waiting(A_MINUTE_MS))
                : isSwitched ? hands.towards(Action.of(Op.TOGGLE, source)) : light(source);
    }

    Optional<Action> cool(int thing) {
        int source = sourceOf(Trait.COLD_SOURCE, thing);
        if (source == World.NONE) {
            return Optional.empty();
        }
        return world.isBelow(thing, source)
                ? Optional.of(Action.waiting(A_MINUTE_MS))
                : hands.place(thing, Relation.IN, source);
    }

    /// The source that a thing is at already, or the first that stands anywhere.
    private int sourceOf(Trait trait, int thing) {
        int found = World.NONE;
        for (int e = plan.entities() - 1; e >= plan.firstThing(); e--) {
            if (e != thing && plan.has(e, trait) && world.is(e, Flag.REAL) && !world.is(e, Flag.BROKEN)) {
                if (world.isBelow(thing, e)) {
                    return e;
                }
                found = e;
            }
        }
        return found;
    }

    Optional<Action> light(int thing) {
        return hands.withTool(Trait.IGNITER, thing, tool -> Action.of(Op.PRESS, thing));
    }
}
