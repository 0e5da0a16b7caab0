package dev.firsthand.evidence.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void words_are_options_flags_or_the_rest_in_any_order() throws WrongUseException {
        Arguments read = parse("a", "--json", "--policy", "-", "b", "--follow", "x", "--follow", "y", "--port", "7");

        assertThat(read.rest()).containsExactly("a", "b");
        assertThat(read.has("--json")).isTrue();
        assertThat(read.required("--policy")).isEqualTo("-");
        assertThat(read.options("--follow")).containsExactly("x", "y");
        assertThat(read.number("--port", 1)).isEqualTo(7);
        assertThat(parse().number("--port", 1)).isEqualTo(1);
        assertThat(parse().file("--policy")).isEmpty();
    }

    @Test
    void what_the_command_does_not_have_or_lacks_is_said() throws WrongUseException {
        assertThatThrownBy(() -> parse("--dance")).hasMessageContaining("no option --dance");
        assertThatThrownBy(() -> parse("--policy")).hasMessageContaining("behind --policy its value is missing");
        assertThatThrownBy(() -> parse("--policy", "a", "--policy", "b").option("--policy"))
                .hasMessageContaining("given 2 times");
        assertThatThrownBy(() -> parse().required("--policy")).hasMessageContaining("--policy is missing");
        assertThatThrownBy(() -> parse("--port", "x").number("--port", 1)).hasMessageContaining("not `x`");
        assertThatThrownBy(() -> Arguments.path("a\0b")).hasMessageContaining("is no path");
    }

    @Test
    void help_speaks_the_words_that_were_typed() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        String help = "Usage: {words} PATH\n  {typed} copy\n";

        assertThat(new Caller("firsthand verify", nowhere, nowhere).help(help))
                .isEqualTo("Usage: firsthand verify PATH\n  ./firsthand verify copy\n");
        assertThat(new Caller("java -jar x.jar", nowhere, nowhere).help(help))
                .isEqualTo("Usage: java -jar x.jar PATH\n  java -jar x.jar copy\n");
        assertThat(Printable.of("a\u001b[2Jb\u202ec\n")).isEqualTo("a?[2Jb?c?");
    }

    private static Arguments parse(String... words) throws WrongUseException {
        return Arguments.of(List.of(words), Set.of("--policy", "--follow", "--port"), Set.of("--json"));
    }
}
