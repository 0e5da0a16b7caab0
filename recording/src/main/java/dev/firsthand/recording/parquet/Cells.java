package dev.firsthand.recording.parquet;

/// What one column of one row group holds. `rowStarts[r]` is the place of row r's first value, one more entry ends the
/// last row; `misfitRow` is the first row of another shape than asked for, `nullRow` the first with something missing;
/// both are [#NONE] in a sound column.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record Cells(Column values, int[] rowStarts, int misfitRow, int nullRow) {
    public static final int NONE = -1;

    public boolean sound() {
        return misfitRow == NONE && nullRow == NONE;
    }

    public long[] longs() {
        return values instanceof Column.Longs(var longs) ? longs : new long[0];
    }

    public String[] texts() {
        return values instanceof Column.Texts(var texts) ? texts : new String[0];
    }

    /// Any numbers as doubles.
    public double[] doubles() {
        var doubles = new double[values.size()];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = number(i);
        }
        return doubles;
    }

    public double number(int i) {
        return switch (values) {
            case Column.Floats(var floats) -> floats[i];
            case Column.Doubles(var doubles) -> doubles[i];
            case Column.Longs(var longs) -> longs[i];
            case Column.Texts texts -> Double.NaN;
        };
    }
}
