package dev.firsthand.bench.wire;

import dev.firsthand.bench.json.JsonFault;
import dev.firsthand.bench.json.JsonNode;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A text frame: JSON from a policy that prefers it. Anything else is what a server says when it has failed.
public final class JsonMessage {
    private JsonMessage() {}

    static Object read(String text) {
        Object value = value(text);
        if (value instanceof Map<?, ?>) {
            return value;
        }
        throw new PolicyFault(Ending.TEXT_ERROR, "a text that is no answer");
    }

    /// Any JSON: maps, lists, texts, numbers, truths and nothing, as [MessagePack] has them.
    public static Object value(String text) {
        try {
            return plain(JsonReader.read(text).value());
        } catch (JsonFault fault) {
            throw new PolicyFault(Ending.TEXT_ERROR, "a text that is no answer");
        }
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<String, Object>();
                map.forEach((key, node) -> plain.put(key.toString(), plain(((JsonNode) node).value())));
                yield plain;
            }
            case List<?> list -> {
                var plain = new ArrayList<Object>();
                list.forEach(node -> plain.add(plain(((JsonNode) node).value())));
                yield plain;
            }
            case String text -> text;
            case Number number -> number;
            case Boolean truth -> truth;
            default -> MessagePack.Nil.NIL;
        };
    }
}
