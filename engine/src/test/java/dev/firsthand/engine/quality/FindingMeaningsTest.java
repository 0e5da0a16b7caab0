package dev.firsthand.engine.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingMeaningsTest {
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

    @Test
    void every_finding_that_the_pages_name_has_a_meaning_of_its_own() throws IOException {
        List<String> named = Stream.concat(
                        codes("../docs/reference/findings.md", "| (NOTE|WARN|FAIL)"),
                        codes("../docs/how-to/bring-an-imu-file.md", "| (note|warn|fail)"))
                .toList();

        assertThat(named).hasSizeGreaterThan(20).contains("picture-small", "stream-gap");
        assertThat(named).allMatch(FindingMeanings::known);
    }

    @Test
    void a_sensor_file_that_was_refused_says_so_and_a_code_that_nobody_explained_does_not_pretend() {
        assertThat(FindingMeanings.of("sidecar-no-samples")).contains("could not be read");
        assertThat(FindingMeanings.of("something-new")).contains("ask the operator");
    }

    /// The codes in the first column of rows that name a level in their second.
    private static Stream<String> codes(String page, String level) throws IOException {
        Pattern row = Pattern.compile("\\|[^|]*\\" + level + "[^|]*\\|.*");
        return Files.readAllLines(Path.of(page)).stream()
                .filter(line -> row.matcher(line).matches())
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(codes -> CODE.matcher(codes).results())
                .map(found -> found.group(1));
    }
}
