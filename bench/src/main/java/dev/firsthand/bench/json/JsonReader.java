package dev.firsthand.bench.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Reads what RFC 8259 allows and nothing beside it, within limits.
public final class JsonReader {
    static final int CHARACTERS_MAX = 16 << 20;
    static final int DEPTH_MAX = 32;
    private static final int LONGEST_NUMBER = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private final int[] lineStarts;
    private int at;

    private JsonReader(String text) {
        this.text = text;
        lineStarts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    public static JsonNode read(String text) throws JsonFault {
        var reader = new JsonReader(text);
        if (text.length() > CHARACTERS_MAX) {
            throw reader.fault("at most %d characters".formatted(CHARACTERS_MAX), text.length() + " characters");
        }
        JsonNode node = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.fault("the end");
        }
        return node;
    }

    private JsonNode value(int depth) throws JsonFault {
        skipSpace();
        if (depth > DEPTH_MAX) {
            throw fault("at most %d levels".formatted(DEPTH_MAX));
        }
        int begin = at;
        Object value = switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", JsonNode.Nothing.NULL);
            default -> number();
        };
        return new JsonNode(value, line(begin), column(begin));
    }

    private Map<String, JsonNode> object(int depth) throws JsonFault {
        var fields = new LinkedHashMap<String, JsonNode>();
        at++;
        skipSpace();
        while (peek() != '}') {
            if (!fields.isEmpty()) {
                expect(',');
                skipSpace();
            }
            int begin = at;
            String key = string();
            skipSpace();
            expect(':');
            if (fields.put(key, value(depth + 1)) != null) {
                at = begin;
                throw fault("a key that is not there yet", "\"%s\" again".formatted(key));
            }
            skipSpace();
        }
        at++;
        return fields;
    }

    private List<JsonNode> array(int depth) throws JsonFault {
        var items = new ArrayList<JsonNode>();
        at++;
        skipSpace();
        while (peek() != ']') {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(value(depth + 1));
            skipSpace();
        }
        at++;
        return items;
    }

    private String string() throws JsonFault {
        expect('"');
        var string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw fault("a character of a text");
            }
            at++;
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() throws JsonFault {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at--;
                throw fault("an escape");
            }
        };
    }

    private char unicode() throws JsonFault {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw fault("four hexadecimal digits");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private Object word(String word, Object value) throws JsonFault {
        if (!text.startsWith(word, at)) {
            throw fault("`%s`".formatted(word));
        }
        at += word.length();
        return value;
    }

    private Object number() throws JsonFault {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt() || number.end() - at > LONGEST_NUMBER) {
            throw fault("a value");
        }
        at = number.end();
        boolean isWhole = number.group(2) == null && number.group(3) == null;
        try {
            return isWhole ? (Object) Long.valueOf(number.group()) : Double.valueOf(number.group());
        } catch (NumberFormatException tooLarge) {
            at = number.start();
            throw fault("a number of 64 bits");
        }
    }

    private void expect(char c) throws JsonFault {
        if (peek() != c) {
            throw fault("`%c`".formatted(c));
        }
        at++;
    }

    private char peek() throws JsonFault {
        if (at >= text.length()) {
            throw fault("more", "the end");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonFault fault(String expected) {
        String found =
                at < text.length() ? "`%s`".formatted(text.substring(at, Math.min(text.length(), at + 20))) : "the end";
        return fault(expected, found);
    }

    private JsonFault fault(String expected, String found) {
        return new JsonFault(line(at), column(at), expected, found);
    }

    private int line(int place) {
        int found = Arrays.binarySearch(lineStarts, place);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int column(int place) {
        return 1 + place - lineStarts[line(place) - 1];
    }
}
