package dev.firsthand.bench.world;

import java.util.Random;

/// Does anything at all, legal or not.
public final class Fuzz {
    private Fuzz() {}

    public static void act(World world, Actions actions, long seed, int steps) {
        var random = new Random(seed);
        int entities = world.plan().entities();
        for (int step = 0; step < steps; step++) {
            Op op = Op.of(random.nextInt(Op.values().length));
            int a = op == Op.WAIT ? random.nextInt(100_000) : random.nextInt(entities + 2) - 1;
            int c = random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(op == Op.PLACE ? 10 : 16) - 1;
            if (op == Op.WIPE) {
                continue; // takes what it wipes away: conservation is asked elsewhere
            }
            int agent = random.nextInt(4) == 0 ? TinyHome.PERSON : TinyHome.ROBOT;
            actions.act(agent, op, a, random.nextInt(entities + 2) - 1, c);
        }
    }
}
