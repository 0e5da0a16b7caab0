package dev.firsthand.evidence.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '^',
            value = {
                "{\"b\" : 1, \"a\" : [ true , null , -0.5e+7 ]} => {\"a\":[true,null,-0.5e+7],\"b\":1}",
                "\"\\u0041\\/\\ud83d\\ude00\\u001f\\n\" => \"A/😀\\u001f\\n\"",
                "[] => []",
                "{} => {}",
                "[[],{}] => [[],{}]",
                "18446744073709551615 => 18446744073709551615"
            })
    void a_document_has_one_canonical_form(String given, String canonical) throws Exception {
        JsonValue value = JsonReader.read(utf8(given));

        assertThat(JsonWriter.text(value)).isEqualTo(canonical);
        assertThat(JsonReader.read(utf8(canonical))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "'a'",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "01",
                "-01",
                "1.",
                ".5",
                "+1",
                "1e",
                "1e+",
                "-",
                "--1",
                "NaN",
                "Infinity",
                "tru",
                "True",
                "nul",
                "1 2",
                "[1]x",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"a\tb\"",
                "\"a\nb\"",
                "// a\n1",
                "\ufeff1",
                "\u00a01",
                "0x10",
                "\"\\u\uff11111\""
            })
    void whatever_is_not_strictly_json_is_refused(String given) {
        assertThatThrownBy(() -> JsonReader.read(utf8(given))).isInstanceOf(JsonFormatException.class);
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        for (byte[] bytes : List.of(
                new byte[] {'"', (byte) 0xff, '"'},
                new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xe2, (byte) 0x82, '"'})) {
            assertThatThrownBy(() -> JsonReader.read(bytes)).isInstanceOf(JsonFormatException.class);
        }
    }

    @Test
    void what_is_nested_or_long_beyond_the_limits_is_refused_at_once() throws Exception {
        JsonReader.read(utf8("[".repeat(64) + "]".repeat(64)));

        for (String given : List.of("[".repeat(1_000_000), "1".repeat(65), "{\"a\":".repeat(70))) {
            assertThatThrownBy(() -> JsonReader.read(utf8(given))).isInstanceOf(JsonFormatException.class);
        }
        assertThatThrownBy(() -> JsonReader.read(new byte[JsonReader.BYTES_MAX + 1]))
                .hasMessageContaining("at most 16777216");
    }

    @Test
    void numbers_say_what_they_are() throws Exception {
        assertThat(((JsonValue.Numeral) JsonReader.read(utf8("18446744073709551615"))).unsignedWhole())
                .contains(-1L);
        assertThat(((JsonValue.Numeral) JsonReader.read(utf8("18446744073709551616"))).unsignedWhole())
                .isEmpty();
        assertThat(((JsonValue.Numeral) JsonReader.read(utf8("1e3"))).whole()).isEmpty();
        assertThat(((JsonValue.Numeral) JsonReader.read(utf8("-1"))).unsignedWhole())
                .isEmpty();
    }

    @Test
    void seeded_values_come_back_as_they_went() throws Exception {
        var random = new SplittableRandom(11);
        for (int i = 0; i < 3_000; i++) {
            JsonValue value = value(random, 0);
            byte[] written = JsonWriter.bytes(value);

            assertThat(JsonReader.read(written)).isEqualTo(value);
        }
    }

    @Test
    void damaged_bytes_are_read_to_the_same_end_or_refused_and_nothing_else() {
        var random = new SplittableRandom(12);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = JsonWriter.bytes(value(random, 0));
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                JsonValue value = JsonReader.read(bytes);
                assertThat(JsonReader.read(JsonWriter.bytes(value))).isEqualTo(value);
            } catch (JsonFormatException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void an_unknown_key_is_told() throws Exception {
        var fields = JsonReader.readObject(utf8("{\"a\":1,\"c\":2}"));

        assertThatThrownBy(() -> fields.only("a", "b")).hasMessage("`c` is not known here");
        assertThatThrownBy(() -> fields.text("a")).hasMessage("`a` must be a text");
        assertThat(fields.whole("a")).isEqualTo(1);
    }

    private static JsonValue value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> new JsonValue.Text(text(random));
            case 1 -> JsonValue.Numeral.of(random.nextLong());
            case 2 -> new JsonValue.Truth(random.nextBoolean());
            case 3 -> JsonValue.Nothing.NULL;
            case 4 -> items(random, depth);
            default -> fields(random, depth);
        };
    }

    private static JsonValue items(SplittableRandom random, int depth) {
        var values = new ArrayList<JsonValue>();
        for (int left = random.nextInt(5); left > 0; left--) {
            values.add(value(random, depth + 1));
        }
        return new JsonValue.Items(values);
    }

    private static JsonValue fields(SplittableRandom random, int depth) {
        var values = new TreeMap<String, JsonValue>();
        for (int left = random.nextInt(5); left > 0; left--) {
            values.put(text(random), value(random, depth + 1));
        }
        return new JsonValue.Fields(values);
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            int point = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(128);
            if (point < 0xd800 || point > 0xdfff) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
