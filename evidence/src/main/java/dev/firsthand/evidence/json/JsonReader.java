package dev.firsthand.evidence.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeMap;

/// Reads JSON as RFC 8259 has it and refuses the rest: broken UTF-8, lone surrogates, two equal keys, anything
/// after the value, and whatever is nested or long beyond the limits.
public final class JsonReader {
    /// No document that we exchange is larger.
    public static final int BYTES_MAX = 16 << 20;

    public static final int DEPTH_MAX = 64;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    public static JsonValue read(byte[] utf8) throws JsonFormatException {
        if (utf8.length > BYTES_MAX) {
            throw new JsonFormatException("%d bytes of JSON, at most %d".formatted(utf8.length, BYTES_MAX));
        }
        var reader = new JsonReader(decode(utf8));
        reader.skipSpace();
        JsonValue value = reader.value(0);
        reader.skipSpace();
        if (reader.at < reader.text.length()) {
            throw reader.refused("something stands after the value");
        }
        return value;
    }

    /// The object that is the whole document.
    public static JsonValue.Fields readObject(byte[] utf8) throws JsonFormatException {
        if (read(utf8) instanceof JsonValue.Fields fields) {
            return fields;
        }
        throw new JsonFormatException("the document must be an object");
    }

    private static String decode(byte[] utf8) throws JsonFormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonFormatException("the bytes are not UTF-8");
        }
    }

    private JsonValue value(int depth) throws JsonFormatException {
        if (depth > DEPTH_MAX) {
            throw refused("nested deeper than %d".formatted(DEPTH_MAX));
        }
        return switch (peek()) {
            case '{' -> fields(depth);
            case '[' -> items(depth);
            case '"' -> new JsonValue.Text(text());
            case 't' -> word("true", new JsonValue.Truth(true));
            case 'f' -> word("false", new JsonValue.Truth(false));
            case 'n' -> word("null", JsonValue.Nothing.NULL);
            default -> number();
        };
    }

    private JsonValue fields(int depth) throws JsonFormatException {
        var values = new TreeMap<String, JsonValue>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return new JsonValue.Fields(values);
        }
        while (true) {
            String key = text();
            skipSpace();
            expect(':');
            skipSpace();
            if (values.putIfAbsent(key, value(depth + 1)) != null) {
                throw refused("a key stands twice in one object");
            }
            if (endsAt('}')) {
                return new JsonValue.Fields(values);
            }
        }
    }

    private JsonValue items(int depth) throws JsonFormatException {
        var values = new ArrayList<JsonValue>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return new JsonValue.Items(values);
        }
        while (true) {
            values.add(value(depth + 1));
            if (endsAt(']')) {
                return new JsonValue.Items(values);
            }
        }
    }

    /// After a member: true at the closing sign, false behind a comma.
    private boolean endsAt(char close) throws JsonFormatException {
        skipSpace();
        if (peek() == close) {
            at++;
            return true;
        }
        expect(',');
        skipSpace();
        return false;
    }

    private JsonValue word(String word, JsonValue value) throws JsonFormatException {
        if (!text.startsWith(word, at)) {
            throw refused("no JSON value");
        }
        at += word.length();
        return value;
    }

    private JsonValue number() throws JsonFormatException {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new JsonValue.Numeral(text.substring(start, at));
        } catch (IllegalArgumentException e) {
            at = start;
            throw refused("no JSON value");
        }
    }

    private String text() throws JsonFormatException {
        expect('"');
        var result = new StringBuilder();
        while (true) {
            char next = peek();
            at++;
            if (next == '"') {
                return whole(result);
            }
            if (next < ' ') {
                throw refused("a control character in a text");
            }
            result.append(next == '\\' ? escaped() : next);
        }
    }

    private String whole(StringBuilder text) throws JsonFormatException {
        String result = text.toString();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(result)) {
            throw refused("half of a surrogate pair in a text");
        }
        return result;
    }

    private char escaped() throws JsonFormatException {
        char sign = peek();
        at++;
        return switch (sign) {
            case '"', '\\', '/' -> sign;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw refused("an unknown escape in a text");
        };
    }

    private char unit() throws JsonFormatException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char sign = peek();
            int digit = sign < 128 ? Character.digit(sign, 16) : -1;
            if (digit < 0) {
                throw refused("four hexadecimal digits are needed");
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    private void expect(char sign) throws JsonFormatException {
        if (peek() != sign) {
            throw refused("'%s' is missing".formatted(sign));
        }
        at++;
    }

    private char peek() throws JsonFormatException {
        if (at >= text.length()) {
            throw refused("the text ends too early");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonFormatException refused(String why) {
        return new JsonFormatException("JSON, character %d: %s".formatted(at, why));
    }
}
