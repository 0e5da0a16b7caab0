package dev.firsthand.bench.world;

import java.util.List;

/// Applies recipes: what a knife, a mixer or heat turns into something else.
final class Cooking {
    private Cooking() {}

    /// Cuts a thing where it lies: its pieces are made real there, its substance lies in or on what held it.
    static Reason cut(World world, int thing) {
        List<Recipe> recipes = world.plan().recipes();
        for (int r = 0; r < recipes.size(); r++) {
            Recipe recipe = recipes.get(r);
            if (recipe.trigger() == Op.CUT && recipe.things().contains(thing)) {
                int parent = world.parent(thing);
                Relation relation = world.relation(thing);
                world.unmake(thing);
                bring(world, recipe, relation, parent);
                return Reason.DONE;
            }
        }
        return Reason.UNSUITED;
    }

    /// Mixes what is in a vessel.
    static Reason mix(World world, int vessel) {
        List<Recipe> recipes = world.plan().recipes();
        for (int r = 0; r < recipes.size(); r++) {
            Recipe recipe = recipes.get(r);
            if (recipe.trigger() == Op.PRESS && holdsAll(world, recipe, vessel)) {
                useUp(world, recipe, vessel);
                bring(world, recipe, inOrOn(world, vessel), vessel);
                return Reason.DONE;
            }
        }
        return Reason.UNSUITED;
    }

    /// Heat has reached a vessel or a thing: what it turns into something else, it does.
    static void tryHeat(World world, Recipe recipe, int heated) {
        if (recipe.things().size() == 1 && recipe.things().getFirst() == heated) {
            int parent = world.parent(heated);
            Relation relation = world.relation(heated);
            world.unmake(heated);
            bring(world, recipe, relation, parent);
        } else if (recipe.things().isEmpty() && holdsAll(world, recipe, heated)) {
            useUp(world, recipe, heated);
            bring(world, recipe, inOrOn(world, heated), heated);
        }
    }

    private static Relation inOrOn(World world, int vessel) {
        return world.plan().has(vessel, Trait.CONTAINER) ? Relation.IN : Relation.ON;
    }

    private static boolean holdsAll(World world, Recipe recipe, int vessel) {
        for (int i = 0; i < recipe.things().size(); i++) {
            int thing = recipe.things().get(i);
            if (!world.is(thing, Flag.REAL) || !world.isBelow(thing, vessel)) {
                return false;
            }
        }
        for (int i = 0; i < recipe.substances().size(); i++) {
            if (!holds(world, vessel, recipe.substances().get(i))) {
                return false;
            }
        }
        return !recipe.things().isEmpty() || !recipe.substances().isEmpty();
    }

    private static boolean holds(World world, int vessel, int substance) {
        return world.amount(Layer.WITHIN, vessel, substance) > 0 || world.amount(Layer.UPON, vessel, substance) > 0;
    }

    private static void useUp(World world, Recipe recipe, int vessel) {
        recipe.things().forEach(world::unmake);
        for (int substance : recipe.substances()) {
            world.setAmount(Layer.WITHIN, vessel, substance, 0);
            world.setAmount(Layer.UPON, vessel, substance, 0);
        }
    }

    private static void bring(World world, Recipe recipe, Relation relation, int place) {
        for (int thing : recipe.madeThings()) {
            world.make(thing, relation, place);
        }
        boolean isVessel = world.plan().has(place, Trait.CONTAINER);
        for (int substance : recipe.madeSubstances()) {
            world.setAmount(isVessel ? Layer.WITHIN : Layer.UPON, place, substance, Layer.SUPPLY_UNITS);
        }
    }
}
