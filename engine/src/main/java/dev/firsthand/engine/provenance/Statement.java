package dev.firsthand.engine.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// What is stated about one subject. Values of the predicate are texts, whole numbers, finite doubles, truth values,
/// UUIDs (kept as text), and lists and maps of these.
public record Statement(FactType type, UUID subject, Map<String, Object> predicate) {
    static final int VERSION = 1;
    static final int BYTES_MAX = 60_000; // an entry of the log holds 65,535

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    public Statement {
        predicate = sortedCopy(predicate);
    }

    /// The same bytes for the same statement: JSON without white space, keys sorted.
    public byte[] bytes() {
        var fields = new TreeMap<String, Object>();
        fields.put("predicate", predicate);
        fields.put("subject", subject.toString());
        fields.put("type", type.wireName());
        fields.put("version", VERSION);
        try {
            var bytes = JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > BYTES_MAX) {
                throw new IllegalArgumentException("statement %s has %d bytes, at most %d are allowed"
                        .formatted(type.wireName(), bytes.length, BYTES_MAX));
            }
            return bytes;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a checked statement must be JSON", e);
        }
    }

    /// Whether these are of a statement of that type about that subject. Keys are sorted, so both stand at the end.
    static boolean names(byte[] statement, FactType type, UUID subject) {
        return new String(statement, StandardCharsets.UTF_8)
                .endsWith(",\"subject\":\"%s\",\"type\":\"%s\",\"version\":%d}"
                        .formatted(subject, type.wireName(), VERSION));
    }

    /// The predicate of a statement that [#bytes] wrote.
    static Map<String, Object> predicateOf(byte[] statement) {
        try {
            return JSON.convertValue(JSON.readTree(statement).get("predicate"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException("a statement that was kept is not JSON", e);
        }
    }

    private static Map<String, Object> sortedCopy(Map<?, ?> map) {
        var copy = new TreeMap<String, Object>();
        map.forEach((key, value) -> copy.put((String) key, checkedCopy(value)));
        return java.util.Collections.unmodifiableMap(copy);
    }

    private static Object checkedCopy(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth;
            case Integer number -> number;
            case Long number -> number;
            case Double number -> finite(number);
            case UUID id -> id.toString();
            case List<?> list -> {
                var copy = new ArrayList<Object>(list.size());
                list.forEach(item -> copy.add(checkedCopy(item)));
                yield List.copyOf(copy);
            }
            case Map<?, ?> map -> sortedCopy(map);
            case Object other ->
                throw new IllegalArgumentException(
                        "a predicate cannot hold a " + other.getClass().getName());
        };
    }

    private static Double finite(Double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a predicate cannot hold " + number);
        }
        return number;
    }

    /// Shows no content: a predicate may hold what points at a person.
    @Override
    public String toString() {
        return "Statement[" + type.wireName() + ", " + subject + "]";
    }
}
