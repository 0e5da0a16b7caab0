package dev.firsthand.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Declaration;
import dev.firsthand.bench.bundle.PlayedRun;
import dev.firsthand.bench.bundle.Runner;
import dev.firsthand.bench.bundle.Verification;
import dev.firsthand.bench.report.Site;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaysTest {
    private static final Library LIBRARY = Library.own();
    private static final Suite SUITE = new Suite(
            LIBRARY,
            List.of(
                    new Generator(LIBRARY).generate(Tier.H1, 1).orElseThrow(),
                    new Generator(LIBRARY).generate(Tier.H1, 2).orElseThrow()));
    private static final Pattern BUTTON = Pattern.compile("name=\"act\" value=\"([^\"]+)\"");
    private static final Pattern THING = Pattern.compile("\\?about=(\\d+)#do");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_played_day_is_a_bundle_that_verifies_and_that_the_report_shows() throws IOException {
        var plays = new Plays(SUITE, Optional.of(PlayedRun.at(folder.resolve("played"), SUITE)));
        String name = plays.begin(1, "now started").orElseThrow();
        tryEveryButton(plays, name);
        plays.decide(name, Map.of("act", "rest", "step", step(plays, name)));

        assertThat(plays.page(name, -1).orElseThrow()).contains("The day is over", "kept as it was played first");
        assertThat(plays.index()).contains("<td>played</td>");
        assertThat(Verification.of(folder.resolve("played")).faults()).isEmpty();
        Site.write(List.of(folder.resolve("played")), folder.resolve("pages"));
        assertThat(Files.readString(folder.resolve("pages/index.html"))).contains(">human<", "valid actions");
        assertThat(folder.resolve("pages/01/0001.html")).exists();
    }

    /// Each button that the page offers about each thing in view does something.
    private static void tryEveryButton(Plays plays, String name) throws IOException {
        List<String> things = found(THING, plays.page(name, -1).orElseThrow());
        assertThat(things).hasSizeGreaterThan(3);
        for (String thing : things) {
            String page = plays.page(name, Integer.parseInt(thing)).orElseThrow();
            List<String> buttons = found(BUTTON, page).stream()
                    .filter(act -> act.matches("(go|open|pick|toggle|place).*"))
                    .toList();
            if (!buttons.isEmpty()) {
                plays.decide(name, Map.of("act", buttons.getFirst(), "step", step(plays, name), "about", thing));
                assertThat(plays.page(name, -1).orElseThrow()).contains("&ndash; done");
            }
        }
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map(MatchResult::group)
                .map(it -> first(pattern, it))
                .toList();
    }

    private static String first(Pattern pattern, String match) {
        return pattern.matcher(match).results().findFirst().orElseThrow().group(1);
    }

    private static String step(Plays plays, String name) {
        return first(
                Pattern.compile("name=\"step\" value=\"(\\d+)\""),
                plays.page(name, -1).orElseThrow());
    }

    @Test
    void only_the_first_play_of_a_day_counts_and_every_start_is_noted() throws IOException {
        for (int round = 0; round < 2; round++) {
            var plays = new Plays(SUITE, Optional.of(PlayedRun.at(folder, SUITE)));
            String name = plays.begin(1, "round %d started".formatted(round)).orElseThrow();
            if (round == 1) {
                plays.decide(name, Map.of("act", "wait 1000", "step", "0"));
            }
            plays.decide(name, Map.of("act", "rest", "step", step(plays, name)));
        }
        Bundle bundle = Bundle.open(folder);

        assertThat(bundle.starts()).isEqualTo(2);
        assertThat(bundle.traces(1)).isEmpty();
        assertThat(Verification.of(folder).faults()).isEmpty();
        assertThat(Files.readString(folder.resolve("scores.json")))
                .contains("\"ending\":\"missing\"", "\"deaf\":0,\"deaf_unknown\":1");
    }

    @Test
    void nothing_that_a_page_says_tells_what_is_wanted_or_what_will_go_otherwise() throws IOException {
        var plays = new Plays(SUITE, Optional.empty());
        String page =
                plays.index() + plays.page(plays.begin(1, "").orElseThrow(), -1).orElseThrow();
        String family = SUITE.scenarios().getFirst().family();

        assertThat(page).doesNotContainIgnoringCase(family).doesNotContain("<script", "style=");
    }

    @Test
    void a_form_that_is_sent_twice_or_is_none_does_nothing() throws IOException {
        var plays = new Plays(SUITE, Optional.empty());
        String name = plays.begin(1, "").orElseThrow();
        plays.decide(name, Map.of("act", "wait 60000", "step", "0"));
        String once = plays.page(name, -1).orElseThrow();
        plays.decide(name, Map.of("act", "wait 60000", "step", "0"));

        assertThat(plays.page(name, -1)).contains(once);
        assertThatThrownBy(() -> plays.decide(name, Map.of("act", "fly 1", "step", "1")))
                .hasMessageContaining("press one of the buttons");
        assertThat(plays.decide("another", Map.of())).isEmpty();
        assertThat(plays.begin(3, "")).isEmpty();
    }

    @Test
    void a_policy_that_leaves_its_twins_out_is_refused_where_a_person_is_not() throws IOException {
        var policy = new Declaration("builtin:no-op", "no-op", "1", "", false, false);
        var order = new Runner.Order(SUITE, Baselines.noOp(), policy, folder.resolve("run"), 1, "now started");
        Runner.run(order, (scenario, ending, decisions) -> {});
        var plays = new Plays(SUITE, Optional.of(PlayedRun.at(folder.resolve("played"), SUITE)));
        String name = plays.begin(1, "").orElseThrow();
        plays.decide(name, Map.of("act", "rest", "step", "0"));
        Files.copy(folder.resolve("played/traces/0001.trace"), folder.resolve("run/traces/new"));
        Files.move(
                folder.resolve("run/traces/new"),
                folder.resolve("run/traces/0001.trace"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(Verification.of(folder.resolve("run")).faults()).anyMatch(it -> it.contains("was not lived"));
    }
}
