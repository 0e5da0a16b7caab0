package dev.firsthand.recording.parquet;

import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/// A column of a Parquet table: each row holds an array of the shape `dims`, a single value where `dims` is empty. In a
/// table that is read, [#ANY] stands for a length that differs from row to row.
public record TableColumn(String name, ElementType type, List<Integer> dims) {
    public static final int ANY = -1;

    public TableColumn {
        dims = List.copyOf(dims);
    }

    public static TableColumn scalar(String name, ElementType type) {
        return new TableColumn(name, type, List.of());
    }

    /// Elements in a row.
    public int width() {
        return dims.stream().reduce(1, Math::multiplyExact);
    }

    /// The standard three-level list for every dimension, everything optional: as lerobot's own files are.
    Type parquetType() {
        return nested(name, dims.size());
    }

    private Type nested(String as, int depth) {
        if (depth > 0) {
            return Types.optionalList().element(nested("element", depth - 1)).named(as);
        }
        return switch (type) {
            case FLOAT32 -> Types.optional(PrimitiveTypeName.FLOAT).named(as);
            case FLOAT64 -> Types.optional(PrimitiveTypeName.DOUBLE).named(as);
            case INT64 -> Types.optional(PrimitiveTypeName.INT64).named(as);
            case STRING ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(as);
        };
    }

    /// At which list level the element at `position` of a row begins anew: 0 starts a row, `dims.size()` goes on in the
    /// innermost list.
    int repetitionAt(int position) {
        if (position == 0) {
            return 0;
        }
        int level = dims.size();
        int rest = position;
        while (level > 1 && rest % dims.get(level - 1) == 0) {
            rest /= dims.get(level - 1);
            level--;
        }
        return level;
    }
}
