package dev.firsthand.bench.world;

import java.util.ArrayList;
import java.util.List;

/// All that stays as it is in a home: rooms, doors, things, substances, recipes; and how everything starts.
/// Entities are numbered: rooms first, then doors, then things in the order they were added.
public final class WorldPlan {
    final List<Room> rooms;
    final List<Door> doors;
    final List<Thing> things;
    final List<String> substances;
    final List<Recipe> recipes;
    final List<Start> starts;
    final int[] traits;
    final int[] radiusMm;

    /// One write that is done when a world begins.
    sealed interface Start {
        record Put(int thing, Relation relation, int parent) implements Start {}

        record Stand(int thing, int room, int xMm, int yMm) implements Start {}

        record Amount(Layer layer, int thing, int substance, int units) implements Start {}

        record Set(int thing, Flag flag) implements Start {}

        record Heat(int thing, int deciCelsius) implements Start {}

        record Unborn(int thing) implements Start {}
    }

    private WorldPlan(Builder builder) {
        rooms = List.copyOf(builder.rooms);
        doors = List.copyOf(builder.doors);
        things = List.copyOf(builder.things);
        substances = List.copyOf(builder.substances);
        recipes = List.copyOf(builder.recipes);
        starts = List.copyOf(builder.starts);
        traits = new int[entities()];
        radiusMm = new int[entities()];
        for (int e = 0; e < entities(); e++) {
            traits[e] = traitsOf(e);
            radiusMm[e] = isThing(e) ? thing(e).radiusMm() : 0;
        }
    }

    private int traitsOf(int entity) {
        if (entity < rooms.size()) {
            return Trait.ROOM.bit();
        }
        if (!isThing(entity)) {
            Door door = doors.get(entity - rooms.size());
            return Trait.DOOR.bit() | Trait.OPENABLE.bit() | (door.lockable() ? Trait.LOCKABLE.bit() : 0);
        }
        return thing(entity).traits().stream().mapToInt(Trait::bit).reduce(0, (a, b) -> a | b);
    }

    public static Builder builder() {
        return new Builder();
    }

    public int entities() {
        return rooms.size() + doors.size() + things.size();
    }

    public int rooms() {
        return rooms.size();
    }

    public int firstDoor() {
        return rooms.size();
    }

    public int firstThing() {
        return rooms.size() + doors.size();
    }

    public Room room(int entity) {
        return rooms.get(entity);
    }

    public Door door(int entity) {
        return doors.get(entity - rooms.size());
    }

    public Thing thing(int entity) {
        return things.get(entity - firstThing());
    }

    public int substances() {
        return substances.size();
    }

    public String substance(int index) {
        return substances.get(index);
    }

    public int substanceNamed(String name) {
        return substances.indexOf(name);
    }

    public List<Recipe> recipes() {
        return recipes;
    }

    public boolean isThing(int entity) {
        return entity >= firstThing();
    }

    public boolean has(int entity, Trait trait) {
        return (traits[entity] & trait.bit()) != 0;
    }

    /// Half the width of a thing; rooms and doors count as points.
    public int radiusMm(int entity) {
        return radiusMm[entity];
    }

    /// The name of any entity; -1 if nothing has it, which no plan's entity is.
    public int named(String name) {
        for (int e = 0; e < entities(); e++) {
            if (nameOf(e).equals(name)) {
                return e;
            }
        }
        return World.NONE;
    }

    public String nameOf(int entity) {
        if (entity < rooms.size()) {
            return rooms.get(entity).name();
        }
        return isThing(entity) ? thing(entity).name() : "door_" + (entity - rooms.size());
    }

    public String categoryOf(int entity) {
        if (entity < rooms.size()) {
            return rooms.get(entity).type();
        }
        return isThing(entity) ? thing(entity).category() : "door.n.01";
    }

    /// Gathers a plan. Rooms, then doors, then things: numbers that were given out stay valid.
    public static final class Builder {
        private final List<Room> rooms = new ArrayList<>();
        private final List<Door> doors = new ArrayList<>();
        private final List<Thing> things = new ArrayList<>();
        private final List<String> substances = new ArrayList<>();
        private final List<Recipe> recipes = new ArrayList<>();
        private final List<Start> starts = new ArrayList<>();

        private Builder() {}

        public int room(Room room) {
            if (!doors.isEmpty() || !things.isEmpty()) {
                throw new IllegalStateException("rooms come before doors and things: " + room.name());
            }
            rooms.add(room);
            return rooms.size() - 1;
        }

        public int door(Door door) {
            if (!things.isEmpty()) {
                throw new IllegalStateException("doors come before things");
            }
            doors.add(door);
            return rooms.size() + doors.size() - 1;
        }

        public int thing(Thing thing) {
            things.add(thing);
            return rooms.size() + doors.size() + things.size() - 1;
        }

        public int substance(String name) {
            int known = substances.indexOf(name);
            if (known >= 0) {
                return known;
            }
            substances.add(name);
            return substances.size() - 1;
        }

        public Builder recipe(Recipe recipe) {
            recipes.add(recipe);
            return this;
        }

        public Builder put(int thing, Relation relation, int parent) {
            starts.add(new Start.Put(thing, relation, parent));
            return this;
        }

        public Builder stand(int thing, int room, int xMm, int yMm) {
            starts.add(new Start.Stand(thing, room, xMm, yMm));
            return this;
        }

        public Builder amount(Layer layer, int thing, int substance, int units) {
            starts.add(new Start.Amount(layer, thing, substance, units));
            return this;
        }

        public Builder set(int thing, Flag flag) {
            starts.add(new Start.Set(thing, flag));
            return this;
        }

        public Builder heat(int thing, int deciCelsius) {
            starts.add(new Start.Heat(thing, deciCelsius));
            return this;
        }

        /// Not real until a recipe makes it.
        public Builder unborn(int thing) {
            starts.add(new Start.Unborn(thing));
            return this;
        }

        public WorldPlan build() {
            if (rooms.isEmpty()) {
                throw new IllegalStateException("a home has at least one room");
            }
            return new WorldPlan(this);
        }
    }
}
