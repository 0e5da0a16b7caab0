package dev.firsthand.engine.quality;

import java.util.Arrays;

/// How far the pictures of one recording are apart, as a plot shows it: its columns share the time from the first
/// frame to the last evenly, and each holds the shortest and the longest interval that touches it. So a gap is as wide
/// as it lasted, and two hours take no more room than a minute.
///
/// Frames that share their time with the frame before are `duplicates`; intervals of more than 2.5 medians are `gaps`.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type; nobody writes to them
public record FrameIntervals(
        int frames,
        long lengthNanos,
        long medianNanos,
        int gaps,
        int duplicates,
        int[] shortestMicros,
        int[] longestMicros) {
    /// As many columns as a wide screen shows apart.
    public static final int COLUMNS_MAX = 600;

    /// An interval between two frames this many times the median is a gap.
    static final double GAP_TIMES_MEDIAN = 2.5;

    public FrameIntervals {
        if (shortestMicros.length != longestMicros.length) {
            throw new IllegalArgumentException("%d columns have a shortest interval, %d a longest"
                    .formatted(shortestMicros.length, longestMicros.length));
        }
    }

    /// Of frames shown at these times, in order.
    static FrameIntervals of(long[] timesNanos, long medianNanos) {
        int frames = timesNanos.length;
        long length = frames == 0 ? 0 : timesNanos[frames - 1];
        int columns = Math.clamp(frames - 1, 0, COLUMNS_MAX);
        int[] shortest = new int[columns];
        int[] longest = new int[columns];
        Arrays.fill(shortest, Integer.MAX_VALUE);
        int gaps = 0;
        int duplicates = 0;
        for (int i = 1; i < frames; i++) {
            long interval = timesNanos[i] - timesNanos[i - 1];
            gaps += interval > GAP_TIMES_MEDIAN * medianNanos ? 1 : 0;
            duplicates += interval == 0 ? 1 : 0;
            int micros = (int) Math.min(Integer.MAX_VALUE, interval / 1_000);
            int last = column(Math.max(timesNanos[i - 1], timesNanos[i] - 1), length, columns);
            for (int column = column(timesNanos[i - 1], length, columns); column <= last; column++) {
                shortest[column] = Math.min(shortest[column], micros);
                longest[column] = Math.max(longest[column], micros);
            }
        }
        return new FrameIntervals(frames, length, medianNanos, gaps, duplicates, shortest, longest);
    }

    public int shortestMicrosOfAll() {
        return Arrays.stream(shortestMicros).min().orElse(0);
    }

    public int longestMicrosOfAll() {
        return Arrays.stream(longestMicros).max().orElse(0);
    }

    private static int column(long timeNanos, long lengthNanos, int columns) {
        return (int) Math.min(columns - 1, (double) timeNanos / Math.max(1, lengthNanos) * columns);
    }
}
