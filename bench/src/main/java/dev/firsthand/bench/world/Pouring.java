package dev.firsthand.bench.world;

/// Moves substances: pouring, filling, spreading, soaking, wiping. Units are conserved but for what a drain takes.
public final class Pouring {
    private static final int LAYERS = 2;

    private Pouring() {}

    /// What to pour and where it shall be: the third argument of [Op#POUR].
    public static int portion(int substance, Layer layer) {
        return substance << LAYERS | layer.code();
    }

    static Reason pour(World world, int from, int to, int portion) {
        int substance = portion >> LAYERS;
        Layer layer = Layer.of(portion & (1 << LAYERS) - 1);
        if (substance >= world.plan().substances() || substance < 0 || layer == Layer.SOURCE) {
            return Reason.UNSUITED;
        }
        boolean isEndless = world.amount(Layer.SOURCE, from, substance) > 0;
        int held = world.amount(Layer.WITHIN, from, substance);
        Layer source =
                held > 0 ? Layer.WITHIN : world.amount(Layer.UPON, from, substance) > 0 ? Layer.UPON : Layer.SOAKED;
        int has = isEndless ? Layer.FULL_UNITS : world.amount(source, from, substance);
        if (has == 0) {
            return Reason.EMPTY;
        }
        if (world.plan().has(to, Trait.DRAIN) && layer == Layer.WITHIN) {
            return drain(world, from, substance, source, isEndless);
        }
        return transfer(world, new Flow(from, to, substance, source, layer), isEndless ? Layer.FULL_UNITS : has);
    }

    private record Flow(int from, int to, int substance, Layer source, Layer layer) {}

    private static Reason drain(World world, int from, int substance, Layer source, boolean isEndless) {
        if (!isEndless) {
            world.setAmount(source, from, substance, 0);
        }
        return isEndless ? Reason.UNSUITED : Reason.DONE;
    }

    private static Reason transfer(World world, Flow flow, int has) {
        if (flow.layer == Layer.WITHIN && !world.plan().has(flow.to, Trait.CONTAINER)) {
            return Reason.UNSUITED;
        }
        if (flow.layer == Layer.SOAKED && !world.plan().has(flow.to, Trait.ABSORBENT)) {
            return Reason.UNSUITED;
        }
        boolean isEndless = world.amount(Layer.SOURCE, flow.from, flow.substance) > 0;
        int there = world.amount(flow.layer, flow.to, flow.substance);
        int units = Math.min(has, Layer.FULL_UNITS - there);
        if (units <= 0) {
            return Reason.FULL;
        }
        world.setAmount(flow.layer, flow.to, flow.substance, there + units);
        if (!isEndless) {
            world.setAmount(flow.source, flow.from, flow.substance, has - units);
        }
        return Reason.DONE;
    }

    static Reason wipe(World world, int thing) {
        boolean wasDirty = false;
        for (int s = 0; s < world.plan().substances(); s++) {
            wasDirty |= world.amount(Layer.UPON, thing, s) > 0;
            world.setAmount(Layer.UPON, thing, s, 0);
        }
        return wasDirty ? Reason.DONE : Reason.ALREADY;
    }

    static void clean(World world, int thing) {
        for (int s = 0; s < world.plan().substances(); s++) {
            world.setAmount(Layer.UPON, thing, s, 0);
            world.setAmount(Layer.SOAKED, thing, s, 0);
        }
    }
}
