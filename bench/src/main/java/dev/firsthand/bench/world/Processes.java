package dev.firsthand.bench.world;

import java.util.List;

/// What goes on without anybody: heating and cooling, cooking and burning, washing, spoiling, recipes that need heat.
/// Runs once a minute of the home's clock.
final class Processes {
    static final long EVERY_MS = 60_000;

    private static final int OVEN_DECI_CELSIUS = 2000;
    private static final int COLD_DECI_CELSIUS = -180;
    private static final int COOKED_DECI_CELSIUS = 700;
    private static final int SPOILING_DECI_CELSIUS = 80;
    private static final int BURNT_AFTER_MINUTES = 90;
    private static final int SPOILT_AFTER_MINUTES = 240;
    private static final int WASHED_AFTER_MINUTES = 30;
    /// An eighth of the way each minute near a source, a sixteenth in a room.
    private static final int QUICK = 3;

    private static final int SLOW = 4;

    private final World world;
    private final WorldPlan plan;

    Processes(World world) {
        this.world = world;
        plan = world.plan();
    }

    void run() {
        for (int e = plan.firstThing(); e < plan.entities(); e++) {
            int traits = plan.traits[e];
            if ((traits & (Trait.AGENT.bit() | Trait.FLOOR.bit())) == 0 && world.is(e, Flag.REAL)) {
                live(e);
            }
        }
    }

    private void live(int e) {
        int target = surroundings(e);
        boolean isQuick = target != World.AMBIENT_DECI_CELSIUS;
        int before = world.temperature(e);
        if (before != target) {
            world.setTemperature(e, towards(before, target, isQuick ? QUICK : SLOW));
        }
        if (isQuick && target > COOKED_DECI_CELSIUS && world.temperature(e) >= COOKED_DECI_CELSIUS) {
            cook(e);
        }
        if (plan.has(e, Trait.WASHER) && world.is(e, Flag.POWERED)) {
            wash(e);
        }
        if (plan.has(e, Trait.PERISHABLE) && target > SPOILING_DECI_CELSIUS) {
            spoil(e);
        }
    }

    /// The temperature that the place of a thing pulls it to.
    private int surroundings(int thing) {
        int below = thing;
        for (int e = world.parent(thing); e != World.NONE; e = world.parent(e)) {
            boolean isHot = plan.has(e, Trait.HEAT_SOURCE) && (world.is(e, Flag.POWERED) || world.is(e, Flag.BURNING));
            if (isHot && !plan.has(thing, Trait.FIXTURE)) {
                return OVEN_DECI_CELSIUS;
            }
            if (plan.has(e, Trait.COLD_SOURCE) && world.relation(below) == Relation.IN) {
                return COLD_DECI_CELSIUS;
            }
            below = e;
        }
        return World.AMBIENT_DECI_CELSIUS;
    }

    private static int towards(int from, int to, int shift) {
        int step = (to - from) >> shift;
        return step == 0 ? to : from + step;
    }

    private void cook(int e) {
        world.setFlag(e, Flag.COOKED, true);
        world.setProgress(e, world.progress(e) + 1);
        if (world.progress(e) == BURNT_AFTER_MINUTES) {
            world.setFlag(e, Flag.BURNT, true);
        }
        List<Recipe> recipes = plan.recipes();
        for (int r = 0; r < recipes.size(); r++) {
            if (recipes.get(r).trigger() == Op.TOGGLE) {
                Cooking.tryHeat(world, recipes.get(r), e);
            }
        }
    }

    private void wash(int washer) {
        world.setProgress(washer, world.progress(washer) + 1);
        if (world.progress(washer) < WASHED_AFTER_MINUTES) {
            return;
        }
        world.setProgress(washer, 0);
        world.setFlag(washer, Flag.POWERED, false);
        for (int c = world.firstChild(washer); c != World.NONE; c = world.nextSibling(c)) {
            if (world.relation(c) == Relation.IN) {
                Pouring.clean(world, c);
            }
        }
    }

    private void spoil(int e) {
        world.setProgress(e, world.progress(e) + 1);
        if (world.progress(e) == SPOILT_AFTER_MINUTES && !world.is(e, Flag.COOKED)) {
            world.setFlag(e, Flag.SPOILED, true);
        }
    }
}
