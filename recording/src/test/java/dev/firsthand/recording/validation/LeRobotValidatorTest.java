package dev.firsthand.recording.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.lerobot.SmallSet;
import dev.firsthand.recording.parquet.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class LeRobotValidatorTest {
    @TempDir
    Path work;

    private Path pristine;

    @BeforeEach
    void a_sound_set() throws IOException {
        pristine = SmallSet.write(Files.createDirectories(work.resolve("pristine")), BrokenSets.LENGTHS);
    }

    @Test
    void a_set_of_ours_breaks_no_rule() {
        var report = LeRobotValidator.validate(pristine);

        assertThat(report.broken()).isEmpty();
        assertThat(report.clean()).isTrue();
        assertThat(report.episodes()).isEqualTo(3);
        assertThat(report.frames()).isEqualTo(28);
        assertThat(report.files()).isEqualTo(8);
    }

    @Test
    void a_set_of_one_episode_breaks_no_rule() throws IOException {
        Path set = SmallSet.write(Files.createDirectories(work.resolve("one")), 1);

        assertThat(LeRobotValidator.validate(set).broken()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> a_broken_rule_is_named() {
        return BrokenSets.cases()
                .map(one -> DynamicTest.dynamicTest(one.how(), () -> {
                    Path set = copy(one.how());
                    one.breaking().apply(set);
                    var report = LeRobotValidator.validate(set);
                    assertThat(report.broken()).extracting(BrokenRule::rule).contains(one.rule());
                    assertThat(report.valid())
                            .isEqualTo(report.broken().stream()
                                    .allMatch(broken -> broken.rule().level() == Rule.Level.WARNING));
                }));
    }

    @Test
    void every_rule_has_a_set_that_breaks_it() {
        Set<Rule> covered = BrokenSets.cases().map(BrokenSets.Case::rule).collect(Collectors.toSet());
        Set<Rule> missing = EnumSet.allOf(Rule.class);
        missing.removeAll(covered);

        assertThat(missing).isEmpty();
    }

    @Test
    void every_code_is_explained_in_the_docs() throws IOException {
        String page = Files.readString(Path.of("../docs/formats/lerobot.md"));

        for (Rule rule : Rule.values()) {
            assertThat(page).contains("`" + rule.code() + "`");
        }
    }

    @Test
    void a_release_with_its_manifest_breaks_no_rule() throws IOException {
        Path set = copy("whole release");
        BrokenSets.writeManifest(set, node -> node.put("version", "1.0.0"));

        assertThat(LeRobotValidator.validate(set).broken()).isEmpty();
    }

    @Test
    void withdrawn_names_may_come_from_the_caller() {
        assertThat(LeRobotValidator.validate(pristine, Set.of("c-2")).broken())
                .extracting(BrokenRule::rule)
                .containsExactly(Rule.PRIVACY_WITHDRAWN);
    }

    @Test
    void a_folder_that_is_not_there_is_a_report() {
        assertThat(LeRobotValidator.validate(work.resolve("nowhere")).valid()).isFalse();
    }

    @Test
    void a_place_says_which_row() throws IOException {
        Path set = copy("place");
        BrokenSets.data(open -> open.set("index", 3, 4)).apply(set);

        assertThat(LeRobotValidator.validate(set).broken())
                .anyMatch(broken -> broken.place().equals(BrokenSets.DATA + " row 3")
                        && broken.message().equals("index is 4, it must be 3"));
    }

    @Test
    void a_repeated_picture_may_have_the_same_capture_time() throws IOException {
        Path set = copy("repeated");
        BrokenSets.data(open -> {
                    var times = ((Column.Longs) open.values.get(open.at("capture_time_ns"))).values();
                    times[5] = times[4];
                })
                .apply(set);

        assertThat(LeRobotValidator.validate(set).broken())
                .extracting(BrokenRule::rule)
                .doesNotContain(Rule.DATA_CAPTURE_TIME);
    }

    @Test
    void warnings_are_counted_beside_broken_rules() throws IOException {
        Path set = copy("warned");
        BrokenSets.cases()
                .filter(one -> one.rule() == Rule.PRIVACY_NO_CONSENT)
                .findFirst()
                .orElseThrow()
                .breaking()
                .apply(set);

        var report = LeRobotValidator.validate(set);
        assertThat(report.valid()).isTrue();
        assertThat(report.places(Rule.Level.WARNING)).isEqualTo(1);
        assertThat(report.places(Rule.Level.BROKEN)).isZero();
    }

    @Test
    void a_line_begins_with_its_level() {
        assertThat(new BrokenRule(Rule.STATS_APPROXIMATE, "meta/stats.json", "near"))
                .hasToString("warning: stats-approximate at meta/stats.json: near");
        assertThat(new BrokenRule(Rule.DATA_NAN, "data", "a value is NaN"))
                .hasToString("broken: data-nan at data: a value is NaN");
    }

    @Test
    void many_broken_places_are_counted_and_not_all_shown() throws IOException {
        Path set = copy("many");
        BrokenSets.data(open -> Arrays.fill(((Column.Longs) open.values.get(open.at("index"))).values(), -5))
                .apply(set);

        var report = LeRobotValidator.validate(set);
        assertThat(report.broken().stream().filter(one -> one.rule() == Rule.DATA_INDEX))
                .hasSize(ValidationReport.SHOWN_MAX);
        assertThat(report.notShown()).isGreaterThanOrEqualTo(18);
        assertThat(report.places(Rule.Level.BROKEN)).isEqualTo(report.broken().size() + report.notShown());
    }

    private Path copy(String name) throws IOException {
        Path target = work.resolve(name.replace(' ', '-')).resolve("lerobot");
        try (var walk = Files.walk(pristine)) {
            for (Path file : walk.toList()) {
                Path to = target.resolve(pristine.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return target;
    }
}
