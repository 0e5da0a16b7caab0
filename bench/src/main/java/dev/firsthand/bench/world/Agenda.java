package dev.firsthand.bench.world;

import java.util.Arrays;

/// What is going to happen, ordered by (time, sequence): a binary heap in plain arrays.
final class Agenda {
    private static final int FIRST_ROOM = 64;

    long[] times = new long[FIRST_ROOM];
    long[] sequences = new long[FIRST_ROOM];
    long[] whats = new long[FIRST_ROOM];
    int size;
    long nextSequence;

    void add(long time, int kind, int entity, int detail) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            sequences = Arrays.copyOf(sequences, 2 * size);
            whats = Arrays.copyOf(whats, 2 * size);
        }
        int hole = size++;
        long sequence = nextSequence++;
        while (hole > 0 && time < times[(hole - 1) >> 1]) {
            move((hole - 1) >> 1, hole);
            hole = (hole - 1) >> 1;
        }
        set(hole, time, sequence, pack(kind, entity, detail));
    }

    /// Kind 0 to 255, entity below 2^20, detail any int.
    private static long pack(int kind, int entity, int detail) {
        return (long) kind << 52 | (long) (entity & 0xfffff) << 32 | (detail & 0xffffffffL);
    }

    static int kind(long what) {
        return (int) (what >>> 52);
    }

    static int entity(long what) {
        return (int) (what >>> 32) & 0xfffff;
    }

    static int detail(long what) {
        return (int) what;
    }

    boolean hasDueBy(long time) {
        return size > 0 && times[0] <= time;
    }

    void removeFirst() {
        size--;
        long time = times[size];
        long sequence = sequences[size];
        long what = whats[size];
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(child + 1, times[child], sequences[child])) {
                child++;
            }
            if (!before(child, time, sequence)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        set(hole, time, sequence, what);
    }

    private boolean before(int place, long time, long sequence) {
        return times[place] < time || (times[place] == time && sequences[place] < sequence);
    }

    private void move(int from, int to) {
        set(to, times[from], sequences[from], whats[from]);
    }

    private void set(int place, long time, long sequence, long what) {
        times[place] = time;
        sequences[place] = sequence;
        whats[place] = what;
    }

    void copyFrom(Agenda other) {
        times = other.times.clone();
        sequences = other.sequences.clone();
        whats = other.whats.clone();
        size = other.size;
        nextSequence = other.nextSequence;
    }
}
