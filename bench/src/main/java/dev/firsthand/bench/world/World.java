package dev.firsthand.bench.world;

import java.util.Arrays;

/// The state of a home and its clock. All of it is integers in flat arrays; nothing is allocated while it runs.
/// Agents change it through [Actions]; people, twists and processes are woken by the clock.
public final class World {
    public static final int NONE = -1;
    public static final int AMBIENT_DECI_CELSIUS = 200;
    public static final int REGISTERS = 8;

    private static final int PARENT = 0;
    private static final int RELATION = 1;
    private static final int X = 2;
    private static final int Y = 3;
    private static final int FLAGS = 4;
    private static final int TEMPERATURE = 5;
    private static final int PROGRESS = 6;
    private static final int FIRST_REGISTER = 7;
    private static final int FIRST_AMOUNT = FIRST_REGISTER + REGISTERS;

    /// Wakes with a kind below this are the world's own.
    public static final int FIRST_ACTOR_KIND = 16;

    private static final int PROCESS_KIND = 1;

    final WorldPlan plan;
    final Chance chance;
    private final Cells cells;
    private final Tree tree;
    private final Agenda agenda = new Agenda();
    private final int[] unitsInAll;
    private final Processes processes;
    private final Paths paths;
    private Actor actor = (world, kind, entity, detail) -> {};
    private long now;
    private boolean isInterrupted;

    public World(WorldPlan plan, long seed) {
        this.plan = plan;
        chance = new Chance(seed);
        cells = new Cells(FIRST_AMOUNT + Layer.COUNT * plan.substances(), plan.entities());
        tree = new Tree(plan.entities());
        unitsInAll = new int[plan.substances()];
        for (int e = 0; e < plan.entities(); e++) {
            cells.set(PARENT, e, NONE);
            cells.set(TEMPERATURE, e, AMBIENT_DECI_CELSIUS);
            setFlag(e, Flag.REAL, true);
        }
        for (int d = plan.firstDoor(); d < plan.firstThing(); d++) {
            Door door = plan.door(d);
            stand(d, door.a(), door.xMm(), door.yMm());
            setFlag(d, Flag.OPEN, true);
        }
        paths = new Paths(this);
        plan.starts.forEach(this::begin);
        paths.measure();
        processes = new Processes(this);
        agenda.add(Processes.EVERY_MS, PROCESS_KIND, 0, 0);
    }

    private void begin(WorldPlan.Start start) {
        switch (start) {
            case WorldPlan.Start.Put(int thing, Relation relation, int parent) -> put(thing, relation, parent);
            case WorldPlan.Start.Stand(int thing, int room, int x, int y) -> stand(thing, room, x, y);
            case WorldPlan.Start.Amount(Layer layer, int thing, int substance, int units) ->
                setAmount(layer, thing, substance, units);
            case WorldPlan.Start.Set(int thing, Flag flag) -> setFlag(thing, flag, true);
            case WorldPlan.Start.Heat(int thing, int deciCelsius) -> setTemperature(thing, deciCelsius);
            case WorldPlan.Start.Unborn(int thing) -> unmake(thing);
        }
    }

    public WorldPlan plan() {
        return plan;
    }

    public Chance chance() {
        return chance;
    }

    // ---- the clock

    public long now() {
        return now;
    }

    /// Who is woken. The people and the twists of a scenario are one actor.
    public void listen(Actor listener) {
        actor = listener;
    }

    public void wakeAt(long time, int kind, int entity, int detail) {
        if (kind < FIRST_ACTOR_KIND || time < now) {
            throw new IllegalArgumentException("kind %d at %d ms: kinds start at %d and the clock stands at %d ms"
                    .formatted(kind, time, FIRST_ACTOR_KIND, now));
        }
        agenda.add(time, kind, entity, detail);
    }

    /// Lets the home live until then.
    public void advanceTo(long time) {
        while (agenda.hasDueBy(time)) {
            now = Math.max(now, agenda.times[0]);
            long what = agenda.whats[0];
            agenda.removeFirst();
            if (Agenda.kind(what) == PROCESS_KIND) {
                processes.run();
                agenda.add(now + Processes.EVERY_MS, PROCESS_KIND, 0, 0);
            } else {
                actor.wake(this, Agenda.kind(what), Agenda.entity(what), Agenda.detail(what));
            }
        }
        now = Math.max(now, time);
    }

    /// Lets the home live until then or until somebody wants the robot's attention.
    public void waitUntil(long time) {
        isInterrupted = false;
        while (!isInterrupted && agenda.hasDueBy(time)) {
            advanceTo(agenda.times[0]);
        }
        if (!isInterrupted) {
            advanceTo(time);
        }
    }

    /// Ends a wait and a running list of actions.
    public void interrupt() {
        isInterrupted = true;
    }

    public boolean takeInterrupt() {
        boolean was = isInterrupted;
        isInterrupted = false;
        return was;
    }

    // ---- the tree

    public int parent(int entity) {
        return cells.get(PARENT, entity);
    }

    public Relation relation(int entity) {
        return Relation.of(cells.get(RELATION, entity));
    }

    public int firstChild(int entity) {
        return tree.first[entity];
    }

    public int nextSibling(int entity) {
        return tree.next[entity];
    }

    public int children(int entity, Relation relation) {
        int count = 0;
        for (int c = tree.first[entity]; c != NONE; c = tree.next[c]) {
            if (cells.get(RELATION, c) == relation.code()) {
                count++;
            }
        }
        return count;
    }

    /// The room that an entity is in, however deep; a room is in itself, what is not real is nowhere.
    public int room(int entity) {
        int e = entity;
        while (e != NONE && !plan.has(e, Trait.ROOM)) {
            e = parent(e);
        }
        return e;
    }

    /// Whether `below` is in, on or held by `above`, directly or through others.
    public boolean isBelow(int below, int above) {
        for (int e = parent(below); e != NONE; e = parent(e)) {
            if (e == above) {
                return true;
            }
        }
        return false;
    }

    /// Puts a thing somewhere; what is on it goes along. On a floor means: standing in the room, at its middle.
    public void put(int thing, Relation relation, int parent) {
        if (plan.has(parent, Trait.FLOOR) && relation == Relation.ON) {
            Room room = plan.room(room(parent));
            int step = 2 * Places.STEP_MM * (thing % 16);
            int x = room.westMm() + Thing.FIXTURE_RADIUS_MM + step % (room.eastMm() - room.westMm());
            stand(thing, room(parent), Math.min(x, room.eastMm()), (room.southMm() + room.northMm()) / 2);
        } else {
            hang(thing, relation, parent, Places.free(this, parent), 0);
        }
    }

    /// Puts a thing on the floor of a room at a place.
    public void stand(int thing, int room, int xMm, int yMm) {
        hang(thing, Relation.ON, room, xMm, yMm);
    }

    void putAt(int thing, Relation relation, int parent, int place) {
        hang(thing, relation, parent, place, 0);
    }

    private void hang(int thing, Relation relation, int parent, int x, int y) {
        if (parent == thing || (parent != NONE && isBelow(parent, thing))) {
            throw new IllegalStateException("%s can't be put into itself".formatted(plan.nameOf(thing)));
        }
        int was = parent(thing);
        if (was != parent) {
            tree.unlink(thing, was);
            tree.link(thing, parent);
        }
        cells.set(PARENT, thing, parent);
        cells.set(RELATION, thing, relation.code());
        cells.set(X, thing, x);
        cells.set(Y, thing, y);
        touchBelow(thing);
    }

    private void touchBelow(int entity) {
        for (int c = tree.first[entity]; c != NONE; c = tree.next[c]) {
            cells.touch(c);
            touchBelow(c);
        }
    }

    /// Takes a thing out of the world: eaten, used up, thrown away. Its content stays where it stood.
    public void unmake(int thing) {
        int parent = parent(thing);
        Relation relation = relation(thing);
        while (tree.first[thing] != NONE) {
            hang(tree.first[thing], relation, parent, Math.max(0, Places.free(this, parent)), 0);
        }
        hang(thing, Relation.ON, NONE, 0, 0);
        setFlag(thing, Flag.REAL, false);
    }

    /// Makes a thing real at a place.
    public void make(int thing, Relation relation, int parent) {
        setFlag(thing, Flag.REAL, true);
        put(thing, relation, parent);
    }

    // ---- where

    /// Millimetres in the home's own frame.
    public int xMm(int entity) {
        int e = entity;
        int offset = 0;
        while (parent(e) != NONE && !plan.has(parent(e), Trait.ROOM)) {
            offset += Places.dxMm(cells.get(X, e));
            e = parent(e);
        }
        return offset + cells.get(X, e);
    }

    public int yMm(int entity) {
        int e = entity;
        int offset = 0;
        while (parent(e) != NONE && !plan.has(parent(e), Trait.ROOM)) {
            offset += Places.dyMm(cells.get(X, e));
            e = parent(e);
        }
        return offset + cells.get(Y, e);
    }

    int place(int entity) {
        return cells.get(X, entity);
    }

    public Paths paths() {
        return paths;
    }

    // ---- what

    public boolean is(int entity, Flag flag) {
        return (cells.get(FLAGS, entity) & flag.bit()) != 0;
    }

    public int flags(int entity) {
        return cells.get(FLAGS, entity);
    }

    public void setFlag(int entity, Flag flag, boolean on) {
        int flags = cells.get(FLAGS, entity);
        cells.set(FLAGS, entity, on ? flags | flag.bit() : flags & ~flag.bit());
        boolean isOfDoors = flag == Flag.LOCKED || flag == Flag.BLOCKED;
        if (isOfDoors && plan.has(entity, Trait.DOOR) && paths != null) {
            paths.measure();
        }
    }

    /// Tenths of a degree Celsius.
    public int temperature(int entity) {
        return cells.get(TEMPERATURE, entity);
    }

    public void setTemperature(int entity, int deciCelsius) {
        cells.set(TEMPERATURE, entity, deciCelsius);
    }

    int progress(int entity) {
        return cells.get(PROGRESS, entity);
    }

    void setProgress(int entity, int minutes) {
        cells.set(PROGRESS, entity, minutes);
    }

    public int amount(Layer layer, int entity, int substance) {
        return cells.get(amountField(layer, substance), entity);
    }

    public void setAmount(Layer layer, int entity, int substance, int units) {
        unitsInAll[substance] += units - amount(layer, entity, substance);
        cells.set(amountField(layer, substance), entity, units);
    }

    private int amountField(Layer layer, int substance) {
        return FIRST_AMOUNT + layer.code() * plan.substances() + substance;
    }

    /// All units of a substance in the home; an endless source counts as one.
    public int unitsInAll(int substance) {
        return unitsInAll[substance];
    }

    /// All units of all substances on one layer.
    public int amountOfAll(Layer layer, int entity) {
        int sum = 0;
        for (int s = 0; s < plan.substances(); s++) {
            sum += amount(layer, entity, s);
        }
        return sum;
    }

    /// Room for what an actor has to remember about an entity. Kept, saved and hashed like everything else.
    public int register(int entity, int index) {
        return cells.get(FIRST_REGISTER + index, entity);
    }

    public void setRegister(int entity, int index, int value) {
        cells.set(FIRST_REGISTER + index, entity, value);
    }

    // ---- what was written, and the hash of it

    /// Entities written since [#forgetTouched], the first [#touchedCount] of the array; it is the world's own.
    public int touched(int index) {
        return cells.touched[index];
    }

    public int touchedCount() {
        return cells.touchedCount;
    }

    public void forgetTouched() {
        cells.forgetTouched();
    }

    public long entityHash(int entity) {
        return cells.entityHashes[entity];
    }

    public long stateHash() {
        return Mixing.chain(cells.hash, now);
    }

    boolean hashHolds() {
        return cells.hash == cells.hashFromScratch()
                && cells.hash == Arrays.stream(cells.entityHashes).sum();
    }

    // ---- save and restore

    /// A copy of everything that changes; it can be restored any number of times, also into another world of this plan.
    public Snapshot save() {
        return new Snapshot(this);
    }

    /// Goes back to a saved state, which then continues as it did.
    public void restore(Snapshot snapshot) {
        copyFrom(snapshot.world());
    }

    World(World other) {
        plan = other.plan;
        chance = other.chance;
        cells = new Cells(FIRST_AMOUNT + Layer.COUNT * plan.substances(), plan.entities());
        tree = new Tree(plan.entities());
        unitsInAll = new int[plan.substances()];
        paths = new Paths(this);
        processes = new Processes(this);
        copyFrom(other);
    }

    private void copyFrom(World other) {
        if (other.plan != plan) {
            throw new IllegalArgumentException("this state is of another home");
        }
        cells.copyFrom(other.cells);
        tree.copyFrom(other.tree);
        System.arraycopy(other.unitsInAll, 0, unitsInAll, 0, unitsInAll.length);
        agenda.copyFrom(other.agenda);
        now = other.now;
        isInterrupted = other.isInterrupted;
        paths.measure();
    }
}
