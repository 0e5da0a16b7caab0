package dev.firsthand.bench.world;

/// What one agent sees from where it stands: its own room, and through open doors what a straight line reaches.
/// Walls, closed doors and closed containers hide; furniture does not. In the dark only what is near is seen.
public final class Sight {
    private static final int DARK_RANGE_MM = 1500;

    private final World world;
    private final WorldPlan plan;
    private final int[] seen;
    private final int[] open;
    private int count;
    private long hash;

    public Sight(World world) {
        this.world = world;
        plan = world.plan();
        seen = new int[plan.entities()];
        open = new int[plan.entities()];
    }

    /// Looks round. What was seen before is forgotten: memory is the policy's affair.
    public void look(int agent) {
        count = 0;
        hash = world.now();
        int room = world.room(agent);
        if (room == World.NONE) {
            return;
        }
        int x = world.xMm(agent);
        int y = world.yMm(agent);
        add(room);
        seeRoom(room, x, y, World.NONE);
        for (int d = plan.firstDoor(); d < plan.firstThing(); d++) {
            Door door = plan.door(d);
            if ((door.a() == room || door.b() == room) && world.is(d, Flag.OPEN)) {
                seeRoom(door.a() == room ? door.b() : door.a(), x, y, d);
            }
        }
    }

    private void seeRoom(int room, int x, int y, int door) {
        boolean isDark = world.is(room, Flag.DARK);
        for (int e = world.firstChild(room); e != World.NONE; e = world.nextSibling(e)) {
            boolean hidden = world.is(e, Flag.UNSEEN)
                    || (isDark && !isNear(e, x, y))
                    || (door != World.NONE && (e == door || !passes(plan.door(door), x, y, e)));
            if (!hidden) {
                add(e);
                seeContent(e);
            }
        }
    }

    private void seeContent(int top) {
        int depth = 0;
        open[depth++] = top;
        while (depth > 0) {
            int parent = open[--depth];
            boolean hides = plan.has(parent, Trait.OPENABLE) && !world.is(parent, Flag.OPEN);
            for (int e = world.firstChild(parent); e != World.NONE; e = world.nextSibling(e)) {
                if ((hides && world.relation(e) == Relation.IN) || world.is(e, Flag.UNSEEN)) {
                    continue;
                }
                add(e);
                if (world.firstChild(e) != World.NONE) {
                    open[depth++] = e;
                }
            }
        }
    }

    private void add(int entity) {
        seen[count++] = entity;
        hash += world.entityHash(entity);
    }

    private boolean isNear(int entity, int x, int y) {
        return Math.abs(world.xMm(entity) - x) <= DARK_RANGE_MM && Math.abs(world.yMm(entity) - y) <= DARK_RANGE_MM;
    }

    /// Whether the straight line from the eye to the entity goes through the door's opening, by cross products.
    private boolean passes(Door door, int x, int y, int entity) {
        long half = door.widthMm() / 2;
        long ex = world.xMm(entity) - (long) x;
        long ey = world.yMm(entity) - (long) y;
        long dx = door.xMm() - (long) x;
        long dy = door.yMm() - (long) y;
        long one = door.alongY() ? cross(ex, ey, dx, dy - half) : cross(ex, ey, dx - half, dy);
        long other = door.alongY() ? cross(ex, ey, dx, dy + half) : cross(ex, ey, dx + half, dy);
        return one == 0 || other == 0 || (one < 0) != (other < 0);
    }

    private static long cross(long ax, long ay, long bx, long by) {
        return ax * by - ay * bx;
    }

    public int count() {
        return count;
    }

    /// The entity seen as the n-th, in the order of the tree; rooms count as seen from inside only.
    public int seen(int index) {
        return seen[index];
    }

    /// Of everything that was seen, with its state; for the trace.
    public long hash() {
        return hash;
    }

    /// Whether an entity is hidden in something closed, from whoever stands before it.
    public static boolean isShutIn(World world, int entity) {
        for (int e = entity; world.parent(e) != World.NONE; e = world.parent(e)) {
            int parent = world.parent(e);
            boolean isClosed = world.plan().has(parent, Trait.OPENABLE) && !world.is(parent, Flag.OPEN);
            if (isClosed && world.relation(e) == Relation.IN) {
                return true;
            }
        }
        return false;
    }
}
