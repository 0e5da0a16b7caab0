package dev.firsthand.bench.world;

/// Moves substances: pouring, filling, spreading, soaking, wiping. Units are conserved but for what a drain takes.
public final class Pouring {
    private static final int LAYER_BITS = 2;
    private static final int UNIT_BITS = 16;
    private static final int LOW = (1 << UNIT_BITS) - 1;

    private Pouring() {}

    /// What to pour, where it shall be and how much: the third argument of [Op#POUR].
    public static int portion(int substance, Layer layer, int units) {
        return (units << UNIT_BITS) | (substance << LAYER_BITS) | layer.code();
    }

    static Reason pour(World world, int from, int to, int portion) {
        int substance = (portion & LOW) >> LAYER_BITS;
        Layer layer = Layer.of(portion & ((1 << LAYER_BITS) - 1));
        if (substance >= world.plan().substances() || substance < 0 || layer == Layer.SOURCE) {
            return Reason.UNSUITED;
        }
        boolean isEndless = world.amount(Layer.SOURCE, from, substance) > 0;
        int held = world.amount(Layer.WITHIN, from, substance);
        Layer source =
                held > 0 ? Layer.WITHIN : world.amount(Layer.UPON, from, substance) > 0 ? Layer.UPON : Layer.SOAKED;
        int has = isEndless ? Layer.SUPPLY_UNITS : world.amount(source, from, substance);
        if (has == 0) {
            return Reason.EMPTY;
        }
        if (world.plan().has(to, Trait.DRAIN) && layer == Layer.WITHIN) {
            return drain(world, from, substance, source, isEndless);
        }
        Reason suited = suits(world, to, layer);
        int room = Layer.SUPPLY_UNITS - world.amount(layer, to, substance);
        int units = Math.min(Math.min(has, portion >>> UNIT_BITS), room);
        if (suited != Reason.DONE || units <= 0) {
            return suited == Reason.DONE ? Reason.FULL : suited;
        }
        world.setAmount(layer, to, substance, world.amount(layer, to, substance) + units);
        if (!isEndless) {
            world.setAmount(source, from, substance, has - units);
        }
        return Reason.DONE;
    }

    private static Reason drain(World world, int from, int substance, Layer source, boolean isEndless) {
        if (!isEndless) {
            world.setAmount(source, from, substance, 0);
        }
        return isEndless ? Reason.UNSUITED : Reason.DONE;
    }

    private static Reason suits(World world, int to, Layer layer) {
        boolean isSuited = switch (layer) {
            case WITHIN -> world.plan().has(to, Trait.CONTAINER);
            case SOAKED -> world.plan().has(to, Trait.ABSORBENT);
            case UPON -> true;
            case SOURCE -> false;
        };
        return isSuited ? Reason.DONE : Reason.UNSUITED;
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
