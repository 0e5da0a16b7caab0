package dev.firsthand.recording.parquet;

/// Values of one column, row after row; a row of `w` elements fills `w` neighbours. The array is handed over, not
/// copied: nobody writes to it any more.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of these types
public sealed interface Column {
    ElementType type();

    int size();

    record Floats(float[] values) implements Column {
        @Override
        public ElementType type() {
            return ElementType.FLOAT32;
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    record Doubles(double[] values) implements Column {
        @Override
        public ElementType type() {
            return ElementType.FLOAT64;
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    record Longs(long[] values) implements Column {
        @Override
        public ElementType type() {
            return ElementType.INT64;
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    record Texts(String[] values) implements Column {
        @Override
        public ElementType type() {
            return ElementType.STRING;
        }

        @Override
        public int size() {
            return values.length;
        }
    }
}
