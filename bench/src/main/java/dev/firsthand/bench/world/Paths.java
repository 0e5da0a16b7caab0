package dev.firsthand.bench.world;

/// How far it is from door to door, along floors. Measured again when a door is locked, unlocked, blocked or cleared.
/// Inside a room a path is straight along one axis and the diagonal, in whole millimetres.
public final class Paths {
    /// Further than any home is wide.
    public static final int FAR_MM = 1 << 28;

    private static final int CLOSED_DOOR_MM = 1600;

    private final World world;
    private final WorldPlan plan;
    private final int doors;
    private final int[] doorToDoor;

    Paths(World world) {
        this.world = world;
        plan = world.plan();
        doors = plan.firstThing() - plan.firstDoor();
        doorToDoor = new int[doors * doors];
    }

    void measure() {
        for (int a = 0; a < doors; a++) {
            for (int b = 0; b < doors; b++) {
                doorToDoor[a * doors + b] = a == b ? 0 : step(a, b);
            }
        }
        for (int via = 0; via < doors; via++) {
            for (int a = 0; a < doors; a++) {
                int first = doorToDoor[a * doors + via];
                for (int b = 0; first < FAR_MM && b < doors; b++) {
                    int whole = first + doorToDoor[via * doors + b];
                    doorToDoor[a * doors + b] = Math.min(doorToDoor[a * doors + b], Math.min(whole, FAR_MM));
                }
            }
        }
    }

    private int step(int a, int b) {
        Door one = plan.door(plan.firstDoor() + a);
        Door other = plan.door(plan.firstDoor() + b);
        boolean meet = one.a() == other.a() || one.a() == other.b() || one.b() == other.a() || one.b() == other.b();
        return meet && isPassable(a) && isPassable(b)
                ? diagonalMm(one.xMm() - other.xMm(), one.yMm() - other.yMm())
                : FAR_MM;
    }

    private boolean isPassable(int door) {
        int entity = plan.firstDoor() + door;
        return !world.is(entity, Flag.LOCKED) && !world.is(entity, Flag.BLOCKED);
    }

    /// Millimetres from one entity to another; [#FAR_MM] if there is no way. A closed door counts as a detour.
    public int distanceMm(int from, int to) {
        int fromRoom = world.room(from);
        int toRoom = world.room(to);
        int x = world.xMm(from);
        int y = world.yMm(from);
        if (fromRoom == toRoom || (plan.has(to, Trait.DOOR) && bounds(to - plan.firstDoor(), fromRoom))) {
            return diagonalMm(x - world.xMm(to), y - world.yMm(to));
        }
        return throughDoors(fromRoom, toRoom, x, y, world.xMm(to), world.yMm(to));
    }

    private int throughDoors(int fromRoom, int toRoom, int x, int y, int toX, int toY) {
        int best = FAR_MM;
        for (int a = 0; a < doors; a++) {
            if (!bounds(a, fromRoom) || !isPassable(a)) {
                continue;
            }
            int before = toDoor(a, x, y) + detour(a);
            for (int b = 0; b < doors; b++) {
                if (bounds(b, toRoom) && isPassable(b)) {
                    int after = toDoor(b, toX, toY) + (a == b ? 0 : detour(b));
                    best = Math.min(best, before + doorToDoor[a * doors + b] + after);
                }
            }
        }
        return best;
    }

    private int detour(int door) {
        return world.is(plan.firstDoor() + door, Flag.OPEN) ? 0 : CLOSED_DOOR_MM;
    }

    private boolean bounds(int door, int room) {
        Door it = plan.door(plan.firstDoor() + door);
        return it.a() == room || it.b() == room;
    }

    private int toDoor(int door, int x, int y) {
        Door it = plan.door(plan.firstDoor() + door);
        return diagonalMm(it.xMm() - x, it.yMm() - y);
    }

    /// Octile distance: along the longer side, plus 53/128 of the shorter one, which is the square root of two less
    /// one.
    static int diagonalMm(int dx, int dy) {
        int longer = Math.max(Math.abs(dx), Math.abs(dy));
        int shorter = Math.min(Math.abs(dx), Math.abs(dy));
        return longer + ((shorter * 53) >> 7);
    }

    /// A door of `room` that has no other on the way to `other`; [World#NONE] if the two do not meet.
    public int doorBetween(int room, int other) {
        for (int d = 0; d < doors; d++) {
            if (bounds(d, room) && bounds(d, other)) {
                return plan.firstDoor() + d;
            }
        }
        return World.NONE;
    }
}
