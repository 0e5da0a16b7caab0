package dev.firsthand.recording.video;

import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Arrays;

/// Which source frame each frame of a constant-rate grid shows: grid frame `k` shows the LAST source frame whose time
/// is at most `k / fps`. The grid ends with the last grid time that the source reaches.
///
/// Source times are nanoseconds rounded down (see [FrameTimes]); a source time less than one nanosecond below a grid
/// time counts as on it.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type; nobody writes to them
public record GridMapping(int fps, int[] sourceFrame, long[] captureTimesNanos, int repeats, int drops) {
    private static final long NANOS = 1_000_000_000;

    /// The whole of a video: the grid begins with its first frame.
    public static GridMapping of(FrameTimes times, int fps) {
        return of(times, new TimeSpan(0, times.lastNanos() + 1), fps);
    }

    /// The frames of `times` that lie in `span`: the grid begins with the first of them. Source frames and capture
    /// times
    /// still count from the start of the whole.
    public static GridMapping of(FrameTimes times, TimeSpan span, int fps) {
        int first = times.firstAtOrAfter(span.startNanos());
        int end = times.firstAtOrAfter(span.endNanos());
        if (first >= end) {
            throw new IllegalArgumentException("a grid needs at least one source frame");
        }
        int count = count(sinceNanos(times, first, end - 1), fps);
        var sourceFrame = new int[count];
        var captureTimes = new long[count];
        int different = 0;
        int source = first;
        for (int k = 0; k < count; k++) {
            int before = source;
            while (source + 1 < end && onOrBefore(sinceNanos(times, first, source + 1), k, fps)) {
                source++;
            }
            sourceFrame[k] = source;
            captureTimes[k] = times.presentationNanos()[source];
            different += k == 0 || source != before ? 1 : 0;
        }
        return new GridMapping(fps, sourceFrame, captureTimes, count - different, end - first - different);
    }

    /// Both times are rounded down, so their difference may be one nanosecond too large: it is taken off, and no two
    /// frames are that close.
    private static long sinceNanos(FrameTimes times, int first, int frame) {
        long since = times.presentationNanos()[frame] - times.presentationNanos()[first];
        return first == 0 ? since : Math.max(0, since - 1);
    }

    public int size() {
        return sourceFrame.length;
    }

    /// One past the last source frame that is shown.
    int endOfSource() {
        return sourceFrame[size() - 1] + 1;
    }

    /// How far a grid frame shows a picture older than its own time, at most.
    public long displacementMaxNanos() {
        long most = 0;
        for (int k = 0; k < size(); k++) {
            most = Math.max(most, k * NANOS / fps - (captureTimesNanos[k] - captureTimesNanos[0]));
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
