package dev.firsthand.bench.dialect;

import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.wire.Parts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Actions to be carried out one after the other, a row each.
///
/// @param parts rows by the name of what they move; under [#WHOLE] where a policy moves all of it by one array
public record ActionChunk(Map<String, NumpyArray> parts) {
    public static final String WHOLE = "actions";
    static final int ROWS_MAX = 1000;
    private static final int WIDTH_MAX = 1000;

    public ActionChunk {
        var rows = new LinkedHashMap<String, NumpyArray>();
        parts.forEach((name, part) -> rows.put(name, part.asRows()));
        parts = Collections.unmodifiableMap(rows);
        check(rows);
    }

    private static void check(Map<String, NumpyArray> parts) {
        if (parts.values().stream().map(NumpyArray::rows).distinct().count() != 1) {
            throw Parts.wrong("as many rows in each part of an action");
        }
        parts.forEach((name, part) -> {
            if (part.rows() < 1 || part.rows() > ROWS_MAX || part.shape().get(1) > WIDTH_MAX) {
                throw Parts.wrong("from 1 to %d actions of at most %d numbers, not %s"
                        .formatted(ROWS_MAX, WIDTH_MAX, part.shape()));
            }
            if (!part.isFinite()) {
                throw new PolicyFault(Ending.NOT_FINITE, "a number in `%s` is not finite".formatted(name));
            }
        });
    }

    /// One array for everything.
    public static ActionChunk whole(Object actions) {
        if (actions instanceof NumpyArray array) {
            return new ActionChunk(Map.of(WHOLE, array));
        }
        throw Parts.wrong("actions as an array");
    }

    /// An array for each part.
    static ActionChunk named(Map<?, ?> arrays) {
        var parts = new LinkedHashMap<String, NumpyArray>();
        arrays.forEach((name, part) -> parts.putAll(Map.of(name.toString(), array(part))));
        return new ActionChunk(parts);
    }

    private static NumpyArray array(Object part) {
        if (part instanceof NumpyArray array) {
            return array;
        }
        throw Parts.wrong("each part of an action as an array");
    }

    public int rows() {
        return parts.values().iterator().next().rows();
    }

    /// At most so many of them.
    public ActionChunk first(int most) {
        if (rows() <= most) {
            return this;
        }
        var first = new LinkedHashMap<String, NumpyArray>();
        parts.forEach((name, part) -> first.put(name, part.first(most)));
        return new ActionChunk(first);
    }
}
