package dev.firsthand.app.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// JSON with line ends, for people. What was signed is the text without them.
final class ReadableJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReadableJson() {}

    static String of(String text) {
        return read(text).toPrettyString();
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was signed is not JSON", e);
        }
    }
}
