package dev.firsthand.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyFaultTest {
    @Test
    void words_of_a_server_are_one_short_line_without_anything_that_moves_a_cursor() {
        assertThat(line("expected 7 numbers,\r\n\tfound 3")).isEqualTo("expected 7 numbers, found 3");
        assertThat(line("\u001b[2J\u202egone\u2028")).isEqualTo("[2J gone");
        assertThat(line("x".repeat(5000))).hasSize(202).endsWith(" …");
        assertThat(line("")).isEmpty();
    }

    private static String line(String words) {
        return new PolicyFault(Ending.TEXT_ERROR, words).line();
    }
}
