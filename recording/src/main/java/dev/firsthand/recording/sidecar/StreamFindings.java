package dev.firsthand.recording.sidecar;

import dev.firsthand.recording.sidecar.SidecarNote.Level;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.TimeSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is odd about the times and the rows of one stream.
final class StreamFindings {
    /// A hole is longer than this many usual intervals, and than [#GAP_MIN_NANOS].
    private static final int GAP_INTERVALS = 3;

    private static final long GAP_MIN_NANOS = 30_000_000;
    private static final int GAPS_SHOWN = 10;
    private static final double RATE_MIN_HERTZ = 90;
    private static final double JITTER_MAX_SHARE = 0.5;

    private final SensorStream stream;
    private final SampleColumns rows;
    private final List<SidecarNote> notes = new ArrayList<>();

    private StreamFindings(SensorStream stream, SampleColumns rows) {
        this.stream = stream;
        this.rows = rows;
    }

    static List<SidecarNote> of(SensorStream stream, SampleColumns rows) {
        var findings = new StreamFindings(stream, rows);
        findings.rows();
        findings.times();
        if (stream.kind() == SensorKind.IMU) {
            findings.notes.addAll(ImuFindings.of(stream));
        }
        return findings.notes;
    }

    private void rows() {
        if (rows.backwards() > 0) {
            note(
                    Level.WARN,
                    "stream-times-backwards",
                    rows.backwards(),
                    SampleColumns.BACKWARDS_MAX,
                    "rows",
                    ("%d rows whose time lies before that of the row above were left out, the first in line %d. "
                                    + "Export the recording in the order of time.")
                            .formatted(rows.backwards(), rows.firstBackwardsRow()));
        }
        if (rows.missingRows() > 0) {
            note(
                    Level.WARN,
                    "stream-values-missing",
                    (double) rows.missingRows(),
                    0,
                    "rows",
                    ("%d rows without a number in some column were left out, the first in line %d. "
                                    + "If there are many, look into the logger's settings.")
                            .formatted(rows.missingRows(), rows.firstMissingRow()));
        }
        if (rows.cutOffRow() > 0) {
            note(
                    rows.cutOffCells() ? Level.WARN : Level.NOTE, // some loggers never end their last line
                    "stream-cut-off",
                    1,
                    0,
                    "rows",
                    ("Line %d, the last, has no end and was left out: the file may be cut off. "
                                    + "If there is more of it on the device, upload it again.")
                            .formatted(rows.cutOffRow()));
        }
    }

    private void times() {
        long[] times = stream.timesNanos();
        long[] steps = new long[Math.max(0, times.length - 1)];
        int duplicates = 0;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
            duplicates += steps[i] == 0 ? 1 : 0;
        }
        if (duplicates > 0) {
            note(
                    Level.WARN,
                    "stream-duplicate-times",
                    duplicates,
                    0,
                    "samples",
                    ("%d samples have the same time as the one before. " + "Log with times of a millisecond or finer.")
                            .formatted(duplicates));
        }
        long[] sorted = steps.clone();
        Arrays.sort(sorted);
        long usual = duplicates < sorted.length
                ? sorted[duplicates + (sorted.length - duplicates) / 2]
                : 0; // the median of the steps that are not zero
        if (usual > 0) {
            rate(usual, sorted, duplicates);
            gaps(steps, usual);
        }
    }

    private void rate(long usualNanos, long[] sorted, int duplicates) {
        double hertz = 1e9 / usualNanos;
        boolean slow = stream.kind() == SensorKind.IMU && hertz < RATE_MIN_HERTZ;
        note(
                slow ? Level.WARN : Level.NOTE,
                slow ? "stream-rate-low" : "stream-rate",
                hertz,
                slow ? RATE_MIN_HERTZ : 0,
                "Hz",
                slow
                        ? "%.1f samples a second: head motion needs at least %.0f. Set the logger to 100 Hz or more."
                                .formatted(hertz, RATE_MIN_HERTZ)
                        : "%.1f samples a second. Nothing to do.".formatted(hertz));
        int count = sorted.length - duplicates;
        long late = sorted[duplicates + Math.min(count - 1, count * 95 / 100)] - usualNanos;
        long early = usualNanos - sorted[duplicates + count * 5 / 100];
        double jitterMillis = Math.max(late, early) / 1e6;
        boolean uneven = jitterMillis > JITTER_MAX_SHARE * usualNanos / 1e6;
        note(
                uneven ? Level.WARN : Level.NOTE,
                uneven ? "stream-jitter-high" : "stream-jitter",
                jitterMillis,
                JITTER_MAX_SHARE * usualNanos / 1e6,
                "ms",
                "Nine of ten intervals lie within %.3f ms of the usual %.3f ms. %s"
                        .formatted(
                                jitterMillis,
                                usualNanos / 1e6,
                                uneven ? "Log at a fixed rate and close other apps." : "Nothing to do."));
    }

    private void gaps(long[] steps, long usualNanos) {
        long longest = Math.max(GAP_INTERVALS * usualNanos, GAP_MIN_NANOS);
        int[] gaps = java.util.stream.IntStream.range(0, steps.length)
                .filter(i -> steps[i] > longest)
                .toArray();
        long[] times = stream.timesNanos();
        Arrays.stream(gaps)
                .boxed()
                .sorted((a, b) -> Long.compare(steps[b], steps[a]))
                .limit(GAPS_SHOWN)
                .sorted()
                .map(i -> new SidecarNote(
                        Level.WARN,
                        "stream-gap",
                        stream.name(),
                        Optional.of(new TimeSpan(times[i], times[i + 1])),
                        steps[i] / 1e6,
                        longest / 1e6,
                        "ms",
                        ("No sample for %.1f ms (one of %d holes longer than %.1f ms). "
                                        + "Keep the logger open and the screen on while you record.")
                                .formatted(steps[i] / 1e6, gaps.length, longest / 1e6)))
                .forEach(notes::add);
    }

    private void note(Level level, String code, double measured, double limit, String unit, String message) {
        notes.add(new SidecarNote(level, code, stream.name(), Optional.empty(), measured, limit, unit, message));
    }
}
