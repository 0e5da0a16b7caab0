package dev.firsthand.bench.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.ScenarioFile;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.scenario.Twist;
import dev.firsthand.bench.scenario.TwistKind;
import dev.firsthand.bench.score.ClopperPearson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the first look at a day gives away: whoever guesses like the day that looks most alike is no better than
/// chance at what will go otherwise, when, in which split the day is and what it is called.
class LeakTest {
    private static final byte[] SECRET = "another secret of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8);
    private static final double ALPHA = 0.001;
    private static final int PRIVATE_OF_EACH = 20;
    private static final Library LIBRARY = Library.own();
    private static final List<Look> PUBLIC = LongStream.range(2000, 2300)
            .mapToObj(seed -> new Generator(LIBRARY).generate(Tier.H1, seed))
            .flatMap(Optional::stream)
            .map(LeakTest::look)
            .toList();

    private static Look look(Scenario scenario) {
        return Look.at(scenario, LIBRARY);
    }

    @Test
    void what_will_go_otherwise_is_not_told() {
        isAtChance(
                PUBLIC,
                1.0 / TwistKind.Family.values().length,
                look -> look.scenario().family());
    }

    @Test
    void when_it_will_is_not_told() {
        List<Look> twisted = PUBLIC.stream()
                .filter(look -> !look.scenario().twists().isEmpty())
                .toList();
        long[] times =
                twisted.stream().mapToLong(LeakTest::firstTwistMs).sorted().toArray();
        long median = times[times.length / 2];

        isAtChance(twisted, 0.5, look -> firstTwistMs(look) < median);
    }

    private static long firstTwistMs(Look look) {
        return look.scenario().twists().stream().mapToLong(Twist::atMs).min().orElse(0);
    }

    @Test
    void what_a_day_is_called_is_not_told() {
        isAtChance(
                PUBLIC, 0.5, look -> ScenarioFile.id(look.scenario(), LIBRARY).charAt(0) < '8');
    }

    @Test
    void whether_it_is_of_the_private_split_is_not_told() throws IOException {
        Commitment commitment = Commitment.to(SECRET, "2027-01", Tier.H1, PRIVATE_OF_EACH, LIBRARY);
        List<Look> hidden = commitment.reveal(SECRET, "beacon", LIBRARY).scenarios().stream()
                .map(LeakTest::look)
                .toList();
        List<Look> shown = PUBLIC.subList(0, hidden.size());

        assertThat(hidden).hasSize(PRIVATE_OF_EACH * TwistKind.Family.values().length);
        isAtChance(Stream.concat(hidden.stream(), shown.stream()).toList(), 0.5, hidden::contains);
    }

    private static <T> void isAtChance(List<Look> days, double chance, Function<Look, T> label) {
        int right = 0;
        for (Look day : days) {
            right += label.apply(day.nearestOf(days)).equals(label.apply(day)) ? 1 : 0;
        }
        assertThat(ClopperPearson.of(right, days.size(), ALPHA).low())
                .as("%d of %d guessed", right, days.size())
                .isLessThan(chance);
    }
}
