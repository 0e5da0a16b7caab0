package dev.firsthand.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.json.JsonFault;
import dev.firsthand.bench.people.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentTest {
    private static final Library LIBRARY = Library.own();
    private static final String ACTIVITY = LIBRARY.names().getFirst();
    private static final String FILE = """
            {"schema": "home/deployment/1", "name": "Flats for two",
             "weights": {"%s": 5},
             "homes": [["kitchen", "living_room"], ["kitchen", "bedroom", "living_room"]],
             "households": [[{"role": "RESIDENT", "language": "de"}, {"role": "CARER", "language": "tl"}]],
             "norms": {"BROKEN": 100, "INTERRUPTIONS": 5}}
            """.formatted(ACTIVITY);

    @Test
    void a_team_says_in_which_homes_with_whom_and_what_counts() throws JsonFault {
        Deployment deployment = DeploymentReader.read(FILE, LIBRARY);
        var generator = new Generator(LIBRARY, Optional.of(deployment));
        List<Scenario> drawn = LongStream.range(0, 12)
                .mapToObj(seed -> generator.generate(Tier.H1, seed))
                .flatMap(Optional::stream)
                .toList();

        assertThat(drawn).hasSizeGreaterThan(8);
        assertThat(drawn).map(Scenario::rooms).isSubsetOf(deployment.homes());
        assertThat(drawn)
                .allSatisfy(one -> assertThat(one.residents())
                        .extracting(Resident::role)
                        .containsExactly(Role.RESIDENT, Role.CARER));
        assertThat(drawn.stream().flatMap(one -> one.tasks().stream()))
                .allMatch(task -> task.weight() == (task.activity().equals(ACTIVITY) ? 5 : 1));
    }

    @Test
    void a_suite_brings_its_deployment_along_and_is_another_suite_for_it(@TempDir Path folder) throws IOException {
        Deployment deployment = DeploymentReader.read(FILE, LIBRARY);
        var plain = new Suite(
                LIBRARY, List.of(new Generator(LIBRARY).generate(Tier.H1, 1).orElseThrow()));
        Suite weighed = plain.with(deployment);
        weighed.write(folder);
        Suite read = Suite.read(folder);

        assertThat(read.deployment()).contains(deployment);
        assertThat(read.scenarios()).isEqualTo(weighed.scenarios());
        assertThat(read.digest()).isEqualTo(weighed.digest()).isNotEqualTo(plain.digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "\"Flats for two\" => \"<b>\" => line 1, column 41: expected a name of at most 60",
                "\"weights\" => \"weight\" => line 2, column 12: expected a field named schema, name, weights",
                ": 5} => : 0} => expected a whole number from 1 to 1000, found 0",
                "[\"kitchen\", \"living_room\"] => [] => line 3, column 12: expected an array of 1 to 20",
                "\"CARER\" => \"BUTLER\" => expected one of RESIDENT, CHILD",
                "\"tl\" => \"Tagalog!\" => expected a language tag",
                "\"BROKEN\" => \"LATE\" => expected a norm named BROKEN, BURNING",
                "home/deployment/1 => home/deployment/2 => expected \"home/deployment/1\""
            },
            quoteCharacter = '~')
    void what_is_malformed_is_told_with_line_column_and_what_was_expected(String right, String wrong, String told) {
        assertThat(FILE).contains(right);
        assertThatThrownBy(() -> DeploymentReader.read(FILE.replace(right, wrong), LIBRARY))
                .isInstanceOf(JsonFault.class)
                .hasMessageStartingWith("line ")
                .hasMessageContaining(told);
    }
}
