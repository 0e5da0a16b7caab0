package dev.firsthand.recording.mocap;

import java.util.List;

/// Named columns over time, as OpenSim writes joint angles and forces. `values` holds one row after the other, NaN
/// where a cell is empty. Angles are in degrees where `degrees` says so; lengths are in metres.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record MotionTable(List<String> columns, double[] timesSeconds, double[] values, boolean degrees) {
    public MotionTable {
        columns = List.copyOf(columns);
        if (values.length != (long) columns.size() * timesSeconds.length) {
            throw new IllegalArgumentException("%d rows of %d columns, but %d values"
                    .formatted(timesSeconds.length, columns.size(), values.length));
        }
    }

    public int rows() {
        return timesSeconds.length;
    }
}
