package dev.firsthand.bench.world;

/// A world as it was at one moment.
public final class Snapshot {
    private final World copy;

    Snapshot(World world) {
        copy = new World(world);
    }

    World world() {
        return copy;
    }
}
