package dev.firsthand.recording.video;

import java.util.Arrays;

/// Which source frame each frame of a constant-rate grid shows: grid frame `k` shows the LAST source frame whose time
/// is at most `k / fps`. The grid ends with the last grid time that the source reaches.
///
/// Source times are nanoseconds rounded down (see [FrameTimes]); a source time less than one nanosecond below a grid
/// time counts as on it.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type; nobody writes to them
public record GridMapping(int fps, int[] sourceFrame, long[] captureTimesNanos, int repeats, int drops) {
    private static final long NANOS = 1_000_000_000;

    public static GridMapping of(FrameTimes times, int fps) {
        if (times.size() == 0) {
            throw new IllegalArgumentException("a grid needs at least one source frame");
        }
        int count = count(times.lastNanos(), fps);
        var sourceFrame = new int[count];
        var captureTimes = new long[count];
        var shown = new boolean[times.size()];
        int source = 0;
        for (int k = 0; k < count; k++) {
            while (source + 1 < times.size() && onOrBefore(times.presentationNanos()[source + 1], k, fps)) {
                source++;
            }
            sourceFrame[k] = source;
            captureTimes[k] = times.presentationNanos()[source];
            shown[source] = true;
        }
        int different = 0;
        for (boolean seen : shown) {
            different += seen ? 1 : 0;
        }
        return new GridMapping(fps, sourceFrame, captureTimes, count - different, times.size() - different);
    }

    public int size() {
        return sourceFrame.length;
    }

    /// How far a grid frame shows a picture older than its own time, at most.
    public long displacementMaxNanos() {
        long most = 0;
        for (int k = 0; k < size(); k++) {
            most = Math.max(most, k * NANOS / fps - captureTimesNanos[k]);
        }
        return most;
    }

    /// True when every grid frame shows the source frame of the same number.
    public boolean identity() {
        return repeats == 0 && drops == 0 && Arrays.stream(sourceFrame).max().orElse(0) == size() - 1;
    }

    private static int count(long lastNanos, int fps) {
        return Math.toIntExact(((lastNanos + 1) * fps - 1) / NANOS + 1);
    }

    private static boolean onOrBefore(long timeNanos, int k, int fps) {
        return timeNanos * fps <= k * NANOS;
    }
}
