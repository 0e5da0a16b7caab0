package dev.firsthand.recording.parquet;

import java.util.Arrays;
import java.util.List;

/// Arithmetic on columns.
public final class Columns {
    private static final long WHOLE_MAX = 1L << 53;

    private Columns() {}

    public static Column filled(int rows, long value) {
        var values = new long[rows];
        Arrays.fill(values, value);
        return new Column.Longs(values);
    }

    public static Column counting(int rows, long first) {
        var values = new long[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = first + row;
        }
        return new Column.Longs(values);
    }

    /// Time of each frame on the grid: frame / fps in double, then float32, as lerobot computes it.
    public static Column timestamps(int rows, int fps) {
        var values = new float[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = (float) (row / (double) fps);
        }
        return new Column.Floats(values);
    }

    /// Bytes without encoding or compression, at most.
    public static long plainBytes(Column column) {
        return switch (column) {
            case Column.Floats(var values) -> 5L * values.length;
            case Column.Doubles(var values) -> 9L * values.length;
            case Column.Longs(var values) -> 9L * values.length;
            case Column.Texts(var values) -> {
                long bytes = 0;
                for (String value : values) {
                    bytes += 5 + 3L * value.length();
                }
                yield bytes;
            }
        };
    }

    /// Columns of one type, one after the other.
    public static Column joined(ElementType type, List<Column> parts) {
        int size = parts.stream().mapToInt(Column::size).sum();
        return switch (type) {
            case FLOAT32 -> {
                var all = new float[size];
                int at = 0;
                for (Column part : parts) {
                    System.arraycopy(((Column.Floats) part).values(), 0, all, at, part.size());
                    at += part.size();
                }
                yield new Column.Floats(all);
            }
            case FLOAT64 -> {
                var all = new double[size];
                int at = 0;
                for (Column part : parts) {
                    System.arraycopy(((Column.Doubles) part).values(), 0, all, at, part.size());
                    at += part.size();
                }
                yield new Column.Doubles(all);
            }
            case INT64 -> {
                var all = new long[size];
                int at = 0;
                for (Column part : parts) {
                    System.arraycopy(((Column.Longs) part).values(), 0, all, at, part.size());
                    at += part.size();
                }
                yield new Column.Longs(all);
            }
            case STRING -> {
                var all = new String[size];
                int at = 0;
                for (Column part : parts) {
                    System.arraycopy(((Column.Texts) part).values(), 0, all, at, part.size());
                    at += part.size();
                }
                yield new Column.Texts(all);
            }
        };
    }

    public static Column slice(Column column, int from, int to) {
        return switch (column) {
            case Column.Floats(var values) -> new Column.Floats(Arrays.copyOfRange(values, from, to));
            case Column.Doubles(var values) -> new Column.Doubles(Arrays.copyOfRange(values, from, to));
            case Column.Longs(var values) -> new Column.Longs(Arrays.copyOfRange(values, from, to));
            case Column.Texts(var values) -> new Column.Texts(Arrays.copyOfRange(values, from, to));
        };
    }

    /// The first place of a number that cannot be written: not finite, or too large for a double to hold exactly.
    public static int firstUnfit(Column column) {
        for (int i = 0; i < column.size(); i++) {
            boolean fit = switch (column) {
                case Column.Floats(var values) -> Float.isFinite(values[i]);
                case Column.Doubles(var values) -> Double.isFinite(values[i]);
                case Column.Longs(var values) -> Math.abs(values[i]) <= WHOLE_MAX;
                case Column.Texts(var values) -> !values[i].isBlank();
            };
            if (!fit) {
                return i;
            }
        }
        return Cells.NONE;
    }
}
