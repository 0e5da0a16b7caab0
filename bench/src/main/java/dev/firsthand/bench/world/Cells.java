package dev.firsthand.bench.world;

/// The integers of a state, field by field, with a hash that every write moves: the sum of one random word for each
/// cell. The sum of an entity's own cells is kept too: it is what an observer of that entity sees.
final class Cells {
    final int entities;
    final int[] values;
    final long[] entityHashes;
    long hash;
    final int[] touched;
    int touchedCount;
    private final boolean[] isTouched;

    Cells(int fields, int entities) {
        this.entities = entities;
        values = new int[fields * entities];
        entityHashes = new long[entities];
        touched = new int[entities];
        isTouched = new boolean[entities];
    }

    int get(int field, int entity) {
        return values[field * entities + entity];
    }

    void set(int field, int entity, int value) {
        int place = field * entities + entity;
        int was = values[place];
        if (was == value) {
            return;
        }
        long change = Mixing.cell(place, value) - Mixing.cell(place, was);
        entityHashes[entity] += change;
        hash += change;
        values[place] = value;
        touch(entity);
    }

    void touch(int entity) {
        if (!isTouched[entity]) {
            isTouched[entity] = true;
            touched[touchedCount++] = entity;
        }
    }

    void forgetTouched() {
        for (int i = 0; i < touchedCount; i++) {
            isTouched[touched[i]] = false;
        }
        touchedCount = 0;
    }

    void copyFrom(Cells other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
        System.arraycopy(other.entityHashes, 0, entityHashes, 0, entityHashes.length);
        hash = other.hash;
        forgetTouched();
        for (int e = 0; e < entities; e++) {
            touch(e);
        }
    }

    /// The hash worked out from nothing, to hold the moved one against. A cell that holds 0 counts nothing.
    long hashFromScratch() {
        long sum = 0;
        for (int place = 0; place < values.length; place++) {
            sum += Mixing.cell(place, values[place]) - Mixing.cell(place, 0);
        }
        return sum;
    }
}
