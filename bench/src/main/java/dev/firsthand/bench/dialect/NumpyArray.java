package dev.firsthand.bench.dialect;

import dev.firsthand.bench.wire.Parts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/// An array as numpy has it.
///
/// @param dtype what its numbers are, such as `<f4` or `|u1`; little-endian
/// @param data the numbers in C order
public record NumpyArray(String dtype, List<Integer> shape, ByteBuffer data) {
    private static final String SINGLE = "<f4";
    private static final String DOUBLE = "<f8";
    private static final int DIMENSIONS_MAX = 8;
    private static final Map<String, Integer> BYTES_EACH = Map.ofEntries(
            Map.entry("|b1", 1),
            Map.entry("|u1", 1),
            Map.entry("|i1", 1),
            Map.entry("<u2", 2),
            Map.entry("<i2", 2),
            Map.entry("<f2", 2),
            Map.entry("<u4", 4),
            Map.entry("<i4", 4),
            Map.entry(SINGLE, 4),
            Map.entry("<u8", 8),
            Map.entry("<i8", 8),
            Map.entry(DOUBLE, 8));

    public NumpyArray {
        shape = List.copyOf(shape);
        data = data.slice().asReadOnlyBuffer();
        if (!BYTES_EACH.containsKey(dtype) || shape.size() > DIMENSIONS_MAX) {
            throw Parts.wrong("an array of plain numbers, not %s with %d dimensions".formatted(dtype, shape.size()));
        }
        long bytes = bytesEach(dtype);
        for (int size : shape) {
            bytes = size < 0 || bytes > Integer.MAX_VALUE ? -1 : bytes * size;
        }
        if (bytes != data.remaining()) {
            throw Parts.wrong("an array with as many bytes as %s of shape %s takes, not %d"
                    .formatted(dtype, shape, data.remaining()));
        }
    }

    public static NumpyArray singles(List<Integer> shape, float... values) {
        ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new NumpyArray(SINGLE, shape, data);
    }

    public static NumpyArray doubles(List<Integer> shape, double... values) {
        ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asDoubleBuffer().put(values);
        return new NumpyArray(DOUBLE, shape, data);
    }

    static int bytesEach(String dtype) {
        return BYTES_EACH.getOrDefault(dtype, 0);
    }

    /// How many numbers.
    public int size() {
        return data.remaining() / bytesEach(dtype);
    }

    /// The number at an index in C order; only of arrays of fractions.
    public double at(int index) {
        ByteBuffer numbers = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (dtype) {
            case SINGLE -> numbers.getFloat(4 * index);
            case DOUBLE -> numbers.getDouble(8 * index);
            default -> throw Parts.wrong("numbers as <f4 or <f8, not %s".formatted(dtype));
        };
    }

    boolean isFinite() {
        for (int i = 0; i < size(); i++) {
            if (!Double.isFinite(at(i))) {
                return false;
            }
        }
        return true;
    }

    /// The same numbers as rows: what stands before the last dimension is joined, as batches of one are.
    NumpyArray asRows() {
        int width = shape.isEmpty() ? 0 : shape.getLast();
        if (width == 0) {
            throw Parts.wrong("rows of numbers, not an array of shape %s".formatted(shape));
        }
        return new NumpyArray(dtype, List.of(size() / width, width), data);
    }

    public int rows() {
        return shape.getFirst();
    }

    /// The first rows.
    NumpyArray first(int rows) {
        int bytesPerRow = data.remaining() / rows();
        return new NumpyArray(dtype, List.of(rows, shape.get(1)), data.slice(0, rows * bytesPerRow));
    }
}
