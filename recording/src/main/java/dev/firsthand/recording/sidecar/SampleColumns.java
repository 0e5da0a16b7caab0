package dev.firsthand.recording.sidecar;

import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockName;
import java.util.ArrayList;
import java.util.List;

/// Grows the samples of one stream in pieces, and counts the rows that are left out.
///
/// A few rows whose time goes backwards are left out and counted; more of them mean that the order of the file can't be
/// trusted, and end the reading.
final class SampleColumns {
    static final int BACKWARDS_MAX = 10;
    private static final int PIECE = 1 << 14;

    private final SensorKind kind;
    private final StreamName name;
    private final int samplesMax;
    private final List<long[]> times = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private int size;
    private long last = Long.MIN_VALUE;
    private int backwards;
    private long firstBackwardsRow;
    private long missing;
    private long firstMissingRow;
    private long cutOffRow;
    private boolean cutOffCells;

    SampleColumns(StreamName name, SensorKind kind, int samplesMax) {
        this.name = name;
        this.kind = kind;
        this.samplesMax = samplesMax;
    }

    void add(long row, long timeNanos, double[] channels) throws UnreadableSidecar {
        if (timeNanos < last) {
            leaveOut(row, timeNanos);
            return;
        }
        if (size == samplesMax) {
            throw new UnreadableSidecar(
                    "sidecar-too-many-samples",
                    "The stream %s has more than %d samples. Upload the recording in parts."
                            .formatted(name.value(), samplesMax));
        }
        int at = size % PIECE;
        if (at == 0) {
            times.add(new long[PIECE]);
            values.add(new double[PIECE * channels.length]);
        }
        times.getLast()[at] = timeNanos;
        System.arraycopy(channels, 0, values.getLast(), at * channels.length, channels.length);
        last = timeNanos;
        size++;
    }

    /// A row without a number in some channel: left out and counted.
    void missing(long row) {
        firstMissingRow = missing == 0 ? row : firstMissingRow;
        missing++;
    }

    /// The last row, which has no end: cells are missing, or its last number may be cut.
    void cutOff(long row, boolean cellsMissing) {
        cutOffRow = row;
        cutOffCells = cellsMissing;
    }

    int size() {
        return size;
    }

    int backwards() {
        return backwards;
    }

    long firstBackwardsRow() {
        return firstBackwardsRow;
    }

    long missingRows() {
        return missing;
    }

    long firstMissingRow() {
        return firstMissingRow;
    }

    /// Zero where the last row is whole.
    long cutOffRow() {
        return cutOffRow;
    }

    boolean cutOffCells() {
        return cutOffCells;
    }

    SensorStream stream(ClockName clock) {
        int channels = kind.channels().size();
        long[] allTimes = new long[size];
        double[] allValues = new double[size * channels];
        for (int piece = 0; piece < times.size(); piece++) {
            int from = piece * PIECE;
            int count = Math.min(PIECE, size - from);
            System.arraycopy(times.get(piece), 0, allTimes, from, count);
            System.arraycopy(values.get(piece), 0, allValues, from * channels, count * channels);
        }
        return new SensorStream(name, kind, clock, allTimes, allValues);
    }

    private void leaveOut(long row, long timeNanos) throws UnreadableSidecar {
        firstBackwardsRow = backwards == 0 ? row : firstBackwardsRow;
        backwards++;
        if (backwards > BACKWARDS_MAX) {
            throw new UnreadableSidecar(
                    "sidecar-times-backwards",
                    ("The times of %s go backwards in more than %d rows, first in line %d, last in line %d (%d ns after"
                                    + " %d ns). Export the recording again, in the order of time and from one session.")
                            .formatted(name.value(), BACKWARDS_MAX, firstBackwardsRow, row, timeNanos, last));
        }
    }
}
