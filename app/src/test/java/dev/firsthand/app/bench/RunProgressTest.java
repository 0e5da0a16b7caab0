package dev.firsthand.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunProgressTest {
    @Test
    void words_of_a_server_are_one_short_line_without_anything_that_moves_a_cursor() {
        assertThat(RunProgress.oneLine("expected 7 numbers,\r\n\tfound 3")).isEqualTo("expected 7 numbers, found 3");
        assertThat(RunProgress.oneLine("\u001b[2J\u202egone\u2028")).isEqualTo("[2J gone");
        assertThat(RunProgress.oneLine("x".repeat(5000))).hasSize(202).endsWith(" …");
        assertThat(RunProgress.oneLine("")).isEmpty();
    }
}
