package dev.firsthand.recording.sidecar;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/// The rows of numbers below a header, turned into samples.
///
/// Channel `c` is cell `columns[c]` times `scales[c]`.
@SuppressWarnings("ArrayRecordComponent") // private to this room; never compared
record SampleTable(
        char separator, int timeColumn, Function<String, OptionalLong> clock, int[] columns, double[] scales) {
    /// Reads all rows that are left. A last one without a line end is left out and told: recordings end when a battery
    /// does, and its numbers may be cut off.
    void readInto(TextRows rows, SampleColumns samples) throws IOException {
        for (Optional<String> line = rows.next(); line.isPresent(); line = rows.next()) {
            List<String> cells = TextRows.cells(line.get(), separator);
            if (rows.lastEnded() || cells.size() > widest() + 1) {
                add(cells, rows, samples);
            } else {
                samples.cutOff(rows.number(), cells.size() <= widest());
            }
        }
    }

    private void add(List<String> cells, TextRows rows, SampleColumns samples) throws UnreadableSidecar {
        long time = time(cells, rows);
        double[] channels = new double[columns.length];
        boolean whole = true;
        for (int c = 0; c < columns.length; c++) {
            OptionalDouble number = channel(cells, columns[c], rows);
            whole &= number.isPresent();
            channels[c] = number.orElse(0) * scales[c];
        }
        if (whole) {
            samples.add(rows.number(), time, channels);
        } else {
            samples.missing(rows.number());
        }
    }

    private int widest() {
        int widest = timeColumn;
        for (int column : columns) {
            widest = Math.max(widest, column);
        }
        return widest;
    }

    private long time(List<String> cells, TextRows rows) throws UnreadableSidecar {
        String cell = cell(cells, timeColumn, rows);
        return clock.apply(cell).orElseThrow(() -> unreadable(rows, timeColumn, "a time", cell));
    }

    private OptionalDouble channel(List<String> cells, int column, TextRows rows) throws UnreadableSidecar {
        String cell = cell(cells, column, rows);
        OptionalDouble number = Numbers.finite(cell);
        if (number.isEmpty() && !saysNothing(cell)) {
            throw unreadable(rows, column, "a number", cell);
        }
        return number;
    }

    private static String cell(List<String> cells, int column, TextRows rows) throws UnreadableSidecar {
        if (column < cells.size()) {
            return cells.get(column);
        }
        throw new UnreadableSidecar(
                "sidecar-row-short",
                "Line %d has %d cells; column %d is needed. Export the file again without changing its lines."
                        .formatted(rows.number(), cells.size(), column + 1));
    }

    /// What programs write where they have no reading.
    private static boolean saysNothing(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "", "nan", "-nan", "na", "n/a", "null", "none", "inf", "+inf", "-inf", "infinity", "-infinity" -> true;
            default -> false;
        };
    }

    private static UnreadableSidecar unreadable(TextRows rows, int column, String wanted, String cell) {
        // The cell itself is not shown: it may be anything that a person typed.
        return new UnreadableSidecar(
                "sidecar-row-unreadable",
                "Line %d, column %d holds %d characters that are not %s. Write decimals with a point and no separators."
                        .formatted(rows.number(), column + 1, cell.length(), wanted));
    }
}
