package dev.firsthand.bench.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.score.Survival.Episode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    /// Bounds worked out apart from this code, from sums of whole binomial coefficients.
    @ParameterizedTest
    @CsvSource({
        "6, 10, 0.2623780766, 0.8784477419",
        "0, 300, 0, 0.0122209747",
        "300, 300, 0.9877790253, 1",
        "150, 300, 0.4419977208, 0.5580022792"
    })
    void clopper_pearson_gives_the_exact_bounds(int successes, int trials, double low, double high) {
        Interval interval = ClopperPearson.of(successes, trials, 0.05);
        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }

    @Test
    void kaplan_meier_gives_the_values_published_for_the_leukaemia_trial_of_freireich() {
        var episodes = new ArrayList<Episode>();
        for (int weeks : new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
            episodes.add(new Episode(weeks, true));
        }
        for (int weeks : new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
            episodes.add(new Episode(weeks, false));
        }
        var survival = Survival.of(episodes);

        assertThat(survival.steps().stream().map(Survival.Step::at)).containsExactly(6, 7, 10, 13, 16, 22, 23);
        assertThat(survival.shareAt(6)).isCloseTo(0.8571, within(5e-5));
        assertThat(survival.shareAt(10)).isCloseTo(0.7529, within(5e-5));
        assertThat(survival.shareAt(23)).isCloseTo(0.4482, within(5e-5));
        assertThat(survival.steps().getFirst().standardError()).isCloseTo(0.0764, within(5e-5));
        assertThat(survival.steps().getLast().standardError()).isCloseTo(0.1346, within(5e-5));
        assertThat(survival.restrictedMean(6)).isEqualTo(6);
    }

    @Test
    void figures_of_samples_are_what_their_definitions_say() {
        assertThat(SampleFigures.interquartileMean(new double[] {8, 1, 2, 7, 3, 6, 4, 100}))
                .isEqualTo(5);
        assertThat(SampleFigures.median(new double[] {3, 1, 2, 10})).isEqualTo(2.5);
        assertThat(SampleFigures.theilSenSlope(new double[] {0, 1, 2, 3, 4}, new double[] {1, 3, 5, 7, 100}))
                .isEqualTo(2);
        assertThat(SampleFigures.passPower(3, 5, 2)).isCloseTo(3.0 / 10, within(1e-12));
        assertThat(SampleFigures.passPower(1, 5, 2)).isZero();
    }

    @Test
    void tests_between_policies_give_published_values() {
        assertThat(Comparisons.mcNemar(1, 9)).isCloseTo(22 / 1024.0, within(1e-12));
        assertThat(Comparisons.mcNemar(5, 5)).isEqualTo(1);
        assertThat(Comparisons.holm(new double[] {0.01, 0.04, 0.03}))
                .containsExactly(new double[] {0.03, 0.06, 0.06}, within(1e-12));
        double[] strength = Comparisons.bradleyTerry(new int[][] {{0, 30}, {10, 0}}, 200);
        assertThat(strength[0] / strength[1]).isCloseTo(3, within(1e-6));
    }

    @Test
    void the_bootstrap_covers_the_truth_about_as_often_as_it_promises() {
        var random = new Random(8);
        int covered = 0;
        for (int round = 0; round < 200; round++) {
            double[] one = random.doubles(40).toArray();
            double[] other = random.doubles(40).toArray();
            Interval interval = new Bootstrap(round, 400).interval(List.of(one, other), SampleFigures::mean, 0.1);
            covered += interval.low() <= 0.5 && interval.high() >= 0.5 ? 1 : 0;
        }
        assertThat(covered).isBetween(165, 195);
    }

    @Test
    void the_e_process_seldom_decides_between_equals_and_soon_between_unequals() {
        assertThat(decided(0.20, 0.20, 1)).isLessThan(0.05);
        assertThat(decided(0.10, 0.10, 2)).isLessThan(0.05);
        assertThat(decided(0.25, 0.05, 3)).isGreaterThan(0.95);
        assertThatThrownBy(() -> new EProcess().add(Double.NaN)).hasMessageContaining("NaN");
    }

    /// How often 300 paired episodes decide, where one passes alone with the first chance, the other with the second.
    private static double decided(double onlyA, double onlyB, long seed) {
        var random = new Random(seed);
        int decided = 0;
        for (int round = 0; round < 1000; round++) {
            var process = new EProcess();
            boolean isDecided = false;
            for (int episode = 0; episode < 300 && !isDecided; episode++) {
                double drawn = random.nextDouble();
                process.add(drawn < onlyA ? 1 : drawn < onlyA + onlyB ? -1 : 0);
                isDecided = process.isDecided(0.05);
            }
            decided += isDecided ? 1 : 0;
        }
        return decided / 1000.0;
    }

    @Test
    void the_horizon_curve_finds_the_length_at_which_half_of_the_tasks_succeed() {
        var random = new Random(12);
        double[] minutes = new double[4000];
        boolean[] isSuccess = new boolean[4000];
        for (int i = 0; i < minutes.length; i++) {
            minutes[i] = Math.pow(2, random.nextDouble() * 8);
            double p = 1 / (1 + Math.exp(-(4 - Math.log(minutes[i]) / Math.log(2))));
            isSuccess[i] = random.nextDouble() < p;
        }
        var curve = HorizonCurve.of(minutes, isSuccess);

        assertThat(curve.h50()).isCloseTo(16, within(1.5));
        assertThat(curve.h80()).isLessThan(curve.h50());
        assertThat(curve.isWeak()).isFalse();
        assertThat(HorizonCurve.of(new double[] {1, 100}, new boolean[] {true, false})
                        .isWeak())
                .isTrue();
    }

    /// `conformance/statistics` holds these against SciPy, lifelines and rliable.
    @Test
    void peers_find_numbers_and_what_we_make_of_them_in_one_file() throws IOException {
        var random = new Random(29);
        var rates = new ArrayList<Map<String, Object>>();
        for (int trials : new int[] {1, 2, 7, 30, 300, 2000}) {
            for (int successes : new int[] {0, trials / 3, trials / 2, trials}) {
                Interval interval = ClopperPearson.of(successes, trials, 0.05);
                rates.add(Map.of("k", successes, "n", trials, "low", interval.low(), "high", interval.high()));
            }
        }
        var chains = new ArrayList<Episode>();
        for (int i = 0; i < 300; i++) {
            chains.add(new Episode(1 + random.nextInt(25), random.nextInt(4) > 0));
        }
        List<double[]> groups = Stream.of(40, 40, 40)
                .map(size -> random.doubles(size)
                        .map(q -> Math.round(q * 1000) / 1000.0)
                        .toArray())
                .toList();
        Interval iqm = new Bootstrap(0, 10_000).interval(groups, SampleFigures::interquartileMean, 0.05);
        String json = Json.text(Map.of(
                "rates", rates,
                "chains",
                        chains.stream()
                                .map(one -> List.of(one.at(), one.isFailure() ? 1 : 0))
                                .toList(),
                "survival",
                        Survival.of(chains).steps().stream()
                                .map(step -> List.of(step.at(), step.share(), step.standardError()))
                                .toList(),
                "groups",
                        groups.stream()
                                .map(one -> Arrays.stream(one).boxed().toList())
                                .toList(),
                "iqm", List.of(iqm.low(), iqm.estimate(), iqm.high())));

        Path file = Files.createDirectories(Path.of("target")).resolve("peers-statistics.json");
        Files.writeString(file, json);
        assertThat(JsonReader.read(Files.readString(file)).field("rates").items())
                .hasSize(24);
    }

    @Test
    void credit_is_what_the_policy_added_and_doing_nothing_adds_exactly_nothing() {
        assertThat(AttributableCredit.of(0.3, 0.3)).isZero();
        assertThat(AttributableCredit.of(0.1, 0.3)).isZero();
        assertThat(AttributableCredit.of(1, 0.3)).isEqualTo(1);
        assertThat(AttributableCredit.of(0.65, 0.3)).isCloseTo(0.5, within(1e-12));
        assertThatThrownBy(() -> AttributableCredit.of(1, 1)).hasMessageContaining("void");
    }
}
