package dev.firsthand.recording.mp4;

import java.util.Arrays;

/// Collects frames as ticks, in any order.
public final class TickFrames {
    private long[] ticks;
    private boolean[] keyframe;
    private int count;

    public TickFrames(int expected) {
        this.ticks = new long[Math.max(1, expected)];
        this.keyframe = new boolean[Math.max(1, expected)];
    }

    public void add(long tick, boolean key) {
        if (count == ticks.length) {
            ticks = Arrays.copyOf(ticks, 2 * count);
            keyframe = Arrays.copyOf(keyframe, 2 * count);
        }
        ticks[count] = tick;
        keyframe[count++] = key;
    }

    public int size() {
        return count;
    }

    /// Everything in the order of showing, from zero.
    public FrameTimes times(TimeBase base, int backwardsSteps) {
        var order = new long[count];
        long first = Arrays.stream(ticks, 0, count).min().orElse(0);
        // One number per frame, tick first, so that sorting primitive numbers keeps the keyframe flag beside its tick.
        for (int i = 0; i < count; i++) {
            order[i] = Math.addExact(Math.multiplyExact(Math.subtractExact(ticks[i], first), 2), keyframe[i] ? 1 : 0);
        }
        Arrays.sort(order);
        var nanos = new long[count];
        var keys = new boolean[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = base.nanos(order[i] >> 1);
            keys[i] = (order[i] & 1) == 1;
        }
        return new FrameTimes(nanos, keys, backwardsSteps);
    }
}
