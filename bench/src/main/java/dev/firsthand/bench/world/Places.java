package dev.firsthand.bench.world;

/// The nine places on, in or under a thing: a grid of three by three around its middle, one hand apart.
final class Places {
    static final int STEP_MM = 200;
    private static final int WIDTH = 3;
    private static final int COUNT = 9;

    private Places() {}

    static int dxMm(int place) {
        return (place % WIDTH - 1) * STEP_MM;
    }

    static int dyMm(int place) {
        return (place / WIDTH % WIDTH - 1) * STEP_MM;
    }

    /// The first place that nothing takes; full ones are shared, as plates are stacked.
    static int free(World world, int parent) {
        if (parent == World.NONE) {
            return 0;
        }
        int taken = takenPlaces(world, parent);
        int free = Integer.numberOfTrailingZeros(~taken);
        return free < COUNT ? free : 0;
    }

    /// The nearest free place beside one; the one to its right if none is free.
    static int beside(World world, int parent, int place) {
        int taken = takenPlaces(world, parent);
        for (int other = 0; other < COUNT; other++) {
            boolean isFree = (taken & 1 << other) == 0;
            if (isFree && gridDistance(other, place) == 1) {
                return other;
            }
        }
        return place % WIDTH == WIDTH - 1 ? place - 1 : place + 1;
    }

    private static int gridDistance(int a, int b) {
        return Math.max(Math.abs(a % WIDTH - b % WIDTH), Math.abs(a / WIDTH % WIDTH - b / WIDTH % WIDTH));
    }

    private static int takenPlaces(World world, int parent) {
        int taken = 0;
        for (int c = world.firstChild(parent); c != World.NONE; c = world.nextSibling(c)) {
            taken |= 1 << (world.place(c) % COUNT);
        }
        return taken;
    }
}
