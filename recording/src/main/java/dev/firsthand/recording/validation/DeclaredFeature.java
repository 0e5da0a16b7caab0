package dev.firsthand.recording.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One entry of `features` in an `info.json` that somebody wrote.
record DeclaredFeature(String name, String dtype, List<Integer> shape, JsonNode node) {
    /// What Rerun 0.36 parses; one uint8 feature makes it refuse the whole set.
    static final Set<String> SAFE_DTYPES =
            Set.of("video", "image", "bool", "float32", "float64", "int16", "int64", "string", "language");

    private static final Set<String> NUMBERS = Set.of("bool", "float32", "float64", "int16", "int64");

    static DeclaredFeature of(String name, JsonNode node) {
        var shape = new ArrayList<Integer>();
        for (JsonNode dimension : node.path("shape")) {
            shape.add(dimension.asInt(-1));
        }
        return new DeclaredFeature(name, node.path("dtype").asText(""), shape, node);
    }

    boolean video() {
        return dtype.equals("video");
    }

    boolean image() {
        return dtype.equals("image");
    }

    boolean number() {
        return NUMBERS.contains(dtype);
    }

    boolean text() {
        return dtype.equals("string");
    }

    /// Has statistics: all but texts.
    boolean measured() {
        return number() || video() || image();
    }

    /// Of a row of its column: empty for one element, which is stored without a list.
    List<Integer> dims() {
        return shape.equals(List.of(1)) ? List.of() : shape;
    }

    int width() {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    /// How its statistics are nested: pictures 3 x 1 x 1, one channel for depth.
    List<Integer> statsDims() {
        if (video() || image()) {
            return List.of(shape.size() == 3 && shape.get(2) == 1 ? 1 : 3, 1, 1);
        }
        return shape;
    }

    /// The physical type of its column in Parquet.
    String physical() {
        return switch (dtype) {
            case "float32" -> "FLOAT";
            case "float64" -> "DOUBLE";
            case "int64" -> "INT64";
            case "int16" -> "INT32";
            case "bool" -> "BOOLEAN";
            case "string" -> "TEXT";
            default -> "GROUP";
        };
    }
}
