package dev.firsthand.engine.provenance;

import dev.firsthand.evidence.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The parts of a fact's predicate that a link shows, as JSON of the evidence.
final class LinkFields {
    private LinkFields() {}

    static Map<String, JsonValue> of(LinkForm form, Map<String, ?> predicate) {
        var fields = new TreeMap<String, JsonValue>();
        predicate.forEach((key, value) -> {
            if (!form.ofRecording() || form.shown().contains(key)) {
                fields.put(key, json(value));
            }
        });
        return fields;
    }

    private static JsonValue json(Object value) {
        return switch (value) {
            case Boolean truth -> new JsonValue.Truth(truth);
            case Number number -> new JsonValue.Numeral(number.toString());
            case List<?> list ->
                new JsonValue.Items(list.stream().map(LinkFields::json).toList());
            case Map<?, ?> map -> object(map);
            case Object text -> new JsonValue.Text(text.toString());
        };
    }

    private static JsonValue object(Map<?, ?> map) {
        var fields = new TreeMap<String, JsonValue>();
        map.forEach((key, value) -> fields.put((String) key, json(value)));
        return JsonValue.Fields.of(fields);
    }
}
