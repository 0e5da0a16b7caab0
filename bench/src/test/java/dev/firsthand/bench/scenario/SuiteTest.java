package dev.firsthand.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteTest {
    private static final Library LIBRARY = Library.own();
    private static final Scenario HOUR =
            new Generator(LIBRARY).generate(Tier.H1, 1).orElseThrow();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void oneHourLiesInTheFolder() throws IOException {
        new Suite(LIBRARY, List.of(HOUR)).write(folder);
    }

    @Test
    void what_was_written_is_read_as_the_same_suite() throws IOException {
        assertThat(Suite.read(folder).digest()).isEqualTo(new Suite(LIBRARY, List.of(HOUR)).digest());
    }

    @Test
    void activities_that_are_not_there_are_not_taken_for_our_own() throws IOException {
        assertThatThrownBy(() -> Suite.library(folder.resolve("nowhere")))
                .hasMessageContaining("There is no folder")
                .hasMessageContaining(".bddl");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Suite.library(empty)).hasMessageContaining("holds no activity");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"start_hour\":', '\"start_our\":', start_our",
        "'\"release_ms\":', '\"realease_ms\":', realease_ms",
        "'\"role\":', '\"roll\":', roll",
        "'\"trigger\":', '\"triger\":', triger"
    })
    void a_misspelt_field_of_a_scenario_is_told_with_its_place(String right, String wrong, String told)
            throws IOException {
        Path file = folder.resolve("0001.json");
        Files.writeString(file, Files.readString(file).replace(right, wrong));
        assertThatThrownBy(() -> Suite.read(folder))
                .hasMessageContaining("0001.json: line 1, column")
                .hasMessageContaining("found \"" + told);
    }

    @Test
    void a_scenario_in_another_encoding_is_told_so() throws IOException {
        Path file = folder.resolve("0001.json");
        Files.write(file, "{\"schema\": \"sch\u00f6n\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Suite.read(folder)).hasMessageContaining("0001.json: expected text in UTF-8");
    }

    @Test
    void nobody_asks_where_nobody_lives() throws IOException {
        Path file = folder.resolve("0001.json");
        Files.writeString(file, Files.readString(file).replaceAll("\"people\":\\[.*?\\]", "\"people\":[]"));
        assertThatThrownBy(() -> Suite.read(folder)).hasMessageContaining("somebody who asks for the tasks");
    }
}
