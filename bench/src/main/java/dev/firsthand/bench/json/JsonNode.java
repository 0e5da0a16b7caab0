package dev.firsthand.bench.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A value that was read, and where it stood. Whoever asks for another kind of value is told the place.
public record JsonNode(Object value, int line, int column) {
    /// The value of `null`.
    enum Nothing {
        NULL
    }

    /// The fields of an object, in their order.
    @SuppressWarnings("unchecked") // the reader makes no other maps
    public Map<String, JsonNode> fields() throws JsonFault {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, JsonNode>) map;
        }
        throw fault("an object");
    }

    public JsonNode field(String key) throws JsonFault {
        Optional<JsonNode> found = find(key);
        if (found.isEmpty()) {
            throw fault("an object with \"%s\"".formatted(key));
        }
        return found.get();
    }

    /// What is misspelt is not passed over.
    public void only(List<String> known) throws JsonFault {
        for (Map.Entry<String, JsonNode> field : fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                throw new JsonFault(
                        field.getValue().line(),
                        field.getValue().column(),
                        "a field named " + String.join(", ", known),
                        "\"%s\"".formatted(field.getKey()));
            }
        }
    }

    public Optional<JsonNode> find(String key) throws JsonFault {
        return Optional.ofNullable(fields().get(key));
    }

    @SuppressWarnings("unchecked") // the reader makes no other lists
    public List<JsonNode> items() throws JsonFault {
        if (value instanceof List<?> list) {
            return (List<JsonNode>) list;
        }
        throw fault("an array");
    }

    public String text() throws JsonFault {
        if (value instanceof String text) {
            return text;
        }
        throw fault("a text");
    }

    public long whole(long least, long most) throws JsonFault {
        if (value instanceof Long whole && whole >= least && whole <= most) {
            return whole;
        }
        throw fault(least == most ? "the number " + least : "a whole number from %d to %d".formatted(least, most));
    }

    public int whole(int least, int most) throws JsonFault {
        return (int) whole((long) least, most);
    }

    public double number() throws JsonFault {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw fault("a number");
    }

    public boolean truth() throws JsonFault {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw fault("true or false");
    }

    /// One of some words.
    public <E extends Enum<E>> E oneOf(E[] words) throws JsonFault {
        for (E word : words) {
            if (word.name().equals(value)) {
                return word;
            }
        }
        throw fault("one of " + Stream.of(words).map(Enum::name).collect(Collectors.joining(", ")));
    }

    public JsonFault fault(String expected) {
        return new JsonFault(line, column, expected, shown());
    }

    private String shown() {
        return switch (value) {
            case Map<?, ?> map -> "an object" + (map.isEmpty() ? "" : " with " + map.keySet());
            case List<?> list -> "an array of " + list.size();
            case String text -> "\"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "\"";
            case Nothing nothing -> "null";
            default -> value.toString();
        };
    }
}
