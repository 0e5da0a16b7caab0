package dev.firsthand.bench.world;

/// Who hears what is said: the room it is said in, and the next one through an open door. Noise takes the distance
/// away.
public final class Hearing {
    /// Register of a room: how loud it is, 0 to 10.
    public static final int NOISE_REGISTER = 0;

    private static final int LOUD = 5;
    private static final int NEAR_MM = 3000;

    private Hearing() {}

    public static boolean hears(World world, int listener, int speaker) {
        int here = world.room(listener);
        int there = world.room(speaker);
        if (here == World.NONE || there == World.NONE) {
            return false;
        }
        if (here == there) {
            return world.register(here, NOISE_REGISTER) < LOUD || isNear(world, listener, speaker);
        }
        int door = world.paths().doorBetween(here, there);
        boolean isQuiet = world.register(here, NOISE_REGISTER) + world.register(there, NOISE_REGISTER) < LOUD;
        return door != World.NONE && world.is(door, Flag.OPEN) && isQuiet;
    }

    private static boolean isNear(World world, int a, int b) {
        return Paths.diagonalMm(world.xMm(a) - world.xMm(b), world.yMm(a) - world.yMm(b)) <= NEAR_MM;
    }
}
