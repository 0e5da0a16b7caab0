package dev.firsthand.recording.video;

import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Arrays;

/// Which source frame each frame of a constant-rate grid shows: grid frame `k` shows the LAST source frame whose time
/// is at most `k / fps` and [#LATE_NANOS]. The grid begins with the first source frame and has a frame for every
/// `k / fps` before the end of the span: the last picture stays until then.
///
/// `first` is the source frame that the grid counts its time from; grid frame 0 shows it, or one that came within the
/// half millisecond. Source times are nanoseconds rounded down (see [FrameTimes]).
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type; nobody writes to them
public record GridMapping(int fps, int first, int[] sourceFrame, long[] captureTimesNanos, int repeats, int drops) {
    /// So much late still counts as on time: WebM and Matroska count milliseconds, so that the picture of grid frame
    /// 2, 0.0667 s, is stamped 0.067 s. It is an eighth of the step of the fastest grid.
    public static final long LATE_NANOS = 500_000;

    private static final long NANOS = 1_000_000_000;

    /// A span's end and the grid's first frame are each rounded to a nanosecond: what ends so little behind a grid time
    /// ends on it.
    private static final long ROUNDED_NANOS = 2;

    /// The whole of a video: the grid begins with its first frame.
    public static GridMapping of(FrameTimes times, int fps) {
        return of(times, times.span(), fps);
    }

    /// The frames of `times` that lie in `span`: the grid begins with the first of them. Source frames and capture
    /// times still count from the start of the whole.
    public static GridMapping of(FrameTimes times, TimeSpan span, int fps) {
        int first = times.firstAtOrAfter(span.startNanos());
        int end = times.firstAtOrAfter(span.endNanos());
        if (first >= end) {
            throw new IllegalArgumentException("a grid needs at least one source frame");
        }
        long[] nanos = times.presentationNanos();
        long toEnd = span.endNanos() - nanos[first] - ROUNDED_NANOS;
        long toLast = nanos[end - 1] - nanos[first];
        int count = count(Math.max(toEnd, toLast + 1), fps);
        var sourceFrame = new int[count];
        var captureTimes = new long[count];
        int different = 0;
        int source = first;
        for (int k = 0; k < count; k++) {
            int before = source;
            while (source + 1 < end && onTime(nanos[source + 1] - nanos[first], k, fps, lateNanos(first))) {
                source++;
            }
            sourceFrame[k] = source;
            captureTimes[k] = nanos[source];
            different += k == 0 || source != before ? 1 : 0;
        }
        return new GridMapping(fps, first, sourceFrame, captureTimes, count - different, end - first - different);
    }

    /// A grid that begins inside a recording counts from a frame whose own time is rounded too.
    private static long lateNanos(int first) {
        return first == 0 ? LATE_NANOS : 2 * LATE_NANOS;
    }

    public int size() {
        return sourceFrame.length;
    }

    /// One past the last source frame that is shown.
    int endOfSource() {
        return sourceFrame[size() - 1] + 1;
    }

    /// How late a source frame of this grid may be.
    long lateNanos() {
        return lateNanos(first);
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

    /// How many grid times lie before this one.
    private static int count(long nanos, int fps) {
        return Math.toIntExact(Math.ceilDiv(nanos * fps, NANOS));
    }

    private static boolean onTime(long nanos, int k, int fps, long lateNanos) {
        return (nanos - lateNanos) * fps <= k * NANOS;
    }
}
