package dev.firsthand.recording.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/// Reads one column chunk value by value into arrays and watches the shape of its rows.
final class CellReading {
    /// Values that one column of one row group may hold.
    static final int VALUES_MAX = 128 << 20;

    private static final int VALUES_AT_FIRST = 1 << 16;

    private final ColumnReader reader;
    private final long total;
    private final TableColumn shape;
    private final boolean ragged;
    private final int width;
    private final int[] repetitions;
    private final int definitionMax;
    private int misfitRow = Cells.NONE;
    private int nullRow = Cells.NONE;

    CellReading(ColumnReader reader, long total, List<Integer> dims) {
        this.reader = reader;
        this.total = total;
        this.shape = new TableColumn("", ElementType.INT64, dims);
        this.ragged = dims.contains(TableColumn.ANY);
        this.width = ragged ? 1 : shape.width();
        this.repetitions = new int[width];
        for (int position = 0; position < width; position++) {
            repetitions[position] = shape.repetitionAt(position);
        }
        this.definitionMax = reader.getDescriptor().getMaxDefinitionLevel();
    }

    private interface Store {
        void put(int i);

        void grow(int capacity);

        Column column(int size);
    }

    Cells read(int rows) throws IOException {
        if (total < rows || total > VALUES_MAX) {
            throw new IOException(
                    "a column says %d values for %d rows, at most %d are read".formatted(total, rows, VALUES_MAX));
        }
        Store store = store(reader.getDescriptor().getPrimitiveType().getPrimitiveTypeName());
        int capacity = (int) Math.min(total, VALUES_AT_FIRST);
        store.grow(capacity);
        var rowStarts = new int[rows + 1];
        int row = -1;
        int position = 0;
        for (int i = 0; i < total; i++) {
            if (i == capacity) {
                capacity = (int) Math.min(total, 2L * capacity);
                store.grow(capacity);
            }
            int repetition = reader.getCurrentRepetitionLevel();
            if (repetition == 0) {
                endRow(row, position);
                if (++row == rows) {
                    throw new IOException("a column has more than its %d rows".formatted(rows));
                }
                rowStarts[row] = i;
                position = 0;
            }
            watch(row, position++, repetition);
            if (reader.getCurrentDefinitionLevel() == definitionMax) {
                store.put(i);
            } else if (nullRow == Cells.NONE) {
                nullRow = row;
            }
            reader.consume();
        }
        endRow(row, position);
        if (row != rows - 1) {
            throw new IOException("a column has %d rows, its row group %d".formatted(row + 1, rows));
        }
        rowStarts[rows] = (int) total;
        return new Cells(store.column((int) total), rowStarts, misfitRow, nullRow);
    }

    private void watch(int row, int position, int repetition) {
        boolean fits = ragged || (position < width && repetition == repetitions[position]);
        if (!fits && misfitRow == Cells.NONE) {
            misfitRow = row;
        }
    }

    private void endRow(int row, int length) {
        if (row >= 0 && !ragged && length != width && misfitRow == Cells.NONE) {
            misfitRow = row;
        }
    }

    private Store store(PrimitiveTypeName type) throws IOException {
        return switch (type) {
            case FLOAT -> new FloatStore();
            case DOUBLE -> new DoubleStore();
            case INT64, INT32, BOOLEAN -> new LongStore(type);
            case BINARY -> new TextStore();
            case INT96, FIXED_LEN_BYTE_ARRAY -> throw new IOException("columns of %s are not read".formatted(type));
        };
    }

    private final class FloatStore implements Store {
        private float[] values = new float[0];

        @Override
        public void put(int i) {
            values[i] = reader.getFloat();
        }

        @Override
        public void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        public Column column(int size) {
            return new Column.Floats(Arrays.copyOf(values, size));
        }
    }

    private final class DoubleStore implements Store {
        private double[] values = new double[0];

        @Override
        public void put(int i) {
            values[i] = reader.getDouble();
        }

        @Override
        public void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        public Column column(int size) {
            return new Column.Doubles(Arrays.copyOf(values, size));
        }
    }

    /// All whole numbers and truth values.
    private final class LongStore implements Store {
        private final PrimitiveTypeName type;
        private long[] values = new long[0];

        LongStore(PrimitiveTypeName type) {
            this.type = type;
        }

        @Override
        public void put(int i) {
            values[i] = type == PrimitiveTypeName.INT64
                    ? reader.getLong()
                    : type == PrimitiveTypeName.INT32 ? reader.getInteger() : reader.getBoolean() ? 1 : 0;
        }

        @Override
        public void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        public Column column(int size) {
            return new Column.Longs(Arrays.copyOf(values, size));
        }
    }

    private final class TextStore implements Store {
        private String[] values = new String[0];

        @Override
        public void put(int i) {
            values[i] = reader.getBinary().toStringUsingUTF8();
        }

        @Override
        public void grow(int capacity) {
            int from = values.length;
            values = Arrays.copyOf(values, capacity);
            Arrays.fill(values, from, capacity, "");
        }

        @Override
        public Column column(int size) {
            return new Column.Texts(Arrays.copyOf(values, size));
        }
    }
}
