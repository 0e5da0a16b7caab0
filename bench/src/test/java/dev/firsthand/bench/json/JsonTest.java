package dev.firsthand.bench.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @Test
    void there_is_one_form_and_it_is_read_as_it_was_written() throws JsonFault {
        String text = Json.text(Map.of("b", List.of(1, -2L, true), "a", "\"\\\n", "c", 1 / 3.0));
        assertThat(text).isEqualTo("{\"a\":\"\\\"\\\\\\u000a\",\"b\":[1,-2,true],\"c\":0.333333}");
        JsonNode node = JsonReader.read(text);
        assertThat(node.field("a").text()).isEqualTo("\"\\\n");
        assertThat(node.field("b").items().get(1).whole(-5, 5)).isEqualTo(-2);
        assertThat(node.field("c").number()).isEqualTo(0.333333);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "{'a':1,} => line 1, column 8: expected `\"`",
                "{'a':1 'b':2} => line 1, column 8: expected `,`",
                "{'a':1,'a':2} => line 1, column 8: expected a key that is not there yet",
                "[1,2 => expected more, found the end",
                "[01] => line 1, column 3: expected `,`",
                "[99999999999999999999] => expected a number of 64 bits",
                "[NaN] => line 1, column 2: expected a value",
                "{} {} => line 1, column 4: expected the end"
            },
            quoteCharacter = '~')
    void malformed_text_is_told_with_line_column_and_what_was_expected(String text, String message) {
        assertThatThrownBy(() -> JsonReader.read(text.replace('\'', '"')))
                .isInstanceOf(JsonFault.class)
                .hasMessageContaining(message);
    }

    @Test
    void what_is_nested_too_deep_is_refused_and_lines_are_counted() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(10_000))).hasMessageContaining("at most 32 levels");
        assertThatThrownBy(() -> JsonReader.read("{\n \"a\": 1,\n  \"b\" 2}"))
                .hasMessageContaining("line 3, column 7: expected `:`");
    }
}
