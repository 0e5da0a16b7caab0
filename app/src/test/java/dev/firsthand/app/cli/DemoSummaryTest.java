package dev.firsthand.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
    @Test
    void a_path_is_one_word_for_the_shell_that_it_is_copied_to() {
        assertThat(DemoSummary.quoted(Path.of("demo/release/demo-1.0.0"))).isEqualTo("demo/release/demo-1.0.0");
        assertThat(DemoSummary.quoted(Path.of("my demo/it's $HOME"))).isEqualTo("'my demo/it'\\''s $HOME'");
        assertThat(DemoSummary.quoted(Path.of("-rf"))).isEqualTo("'-rf'");
    }
}
