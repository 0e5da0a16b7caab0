package dev.firsthand.evidence.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes the one canonical form: no white space, keys sorted, escapes only where JSON demands them.
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    public static byte[] bytes(JsonValue value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(JsonValue value) {
        var writer = new JsonWriter();
        writer.write(value);
        return writer.out.toString();
    }

    private void write(JsonValue value) {
        switch (value) {
            case JsonValue.Text(String text) -> writeText(text);
            case JsonValue.Numeral(String text) -> out.append(text);
            case JsonValue.Truth(boolean truth) -> out.append(truth);
            case JsonValue.Nothing nothing -> out.append("null");
            case JsonValue.Items(List<JsonValue> values) -> writeItems(values);
            case JsonValue.Fields fields -> writeFields(fields);
        }
    }

    private void writeItems(List<JsonValue> values) {
        String comma = "";
        out.append('[');
        for (JsonValue value : values) {
            out.append(comma);
            write(value);
            comma = ",";
        }
        out.append(']');
    }

    private void writeFields(JsonValue.Fields fields) {
        String comma = "";
        out.append('{');
        for (Map.Entry<String, JsonValue> field : fields.values().entrySet()) {
            out.append(comma);
            writeText(field.getKey());
            out.append(':');
            write(field.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private void writeText(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            switch (sign) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> writePlain(sign);
            }
        }
        out.append('"');
    }

    private void writePlain(char sign) {
        if (sign < ' ') {
            out.append("\\u00").append(Character.forDigit(sign >> 4, 16)).append(Character.forDigit(sign & 15, 16));
        } else {
            out.append(sign);
        }
    }
}
