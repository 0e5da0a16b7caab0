package dev.firsthand.bench.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.scenario.Deployment;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_bundle_is_verified_and_scored_again_from_its_traces_alone() throws IOException {
        Scores scores = Runs.partialOracle(folder.resolve("run"));
        assertThat(Verification.of(folder.resolve("run")).faults()).isEmpty();

        Files.delete(folder.resolve("run/scores.json"));
        assertThat(Scores.of(Bundle.open(folder.resolve("run"))).json()).isEqualTo(scores.json());
        assertThat(Verification.of(folder.resolve("run")).faults()).anyMatch(fault -> fault.contains("scores.json"));
    }

    @Test
    void a_run_that_was_cut_says_how_it_is_ended() throws IOException {
        Runs.run(Baselines.noOp(), folder.resolve("run"));
        Files.delete(folder.resolve("run/SHA256SUMS"));

        assertThat(Verification.of(folder.resolve("run")).faults())
                .singleElement()
                .asString()
                .contains("cut before its end", "--resume");
    }

    @Test
    void one_hour_of_each_family_is_not_told_as_certain() throws IOException {
        Scores scores = Runs.run(Baselines.forgetful(), folder.resolve("run"));
        assertThat(Runs.SUITE.scenarios().stream().map(Scenario::family).distinct())
                .hasSameSizeAs(Runs.SUITE.scenarios());

        assertThat(scores.strata(scores.perScenario())).hasSize(1);
        assertThat(scores.summary().get("q"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Double.class))
                .satisfies(q -> assertThat(q.get("low")).isLessThan(q.get("high")));
    }

    @Test
    void a_suite_is_not_mixed_with_what_a_folder_holds_already() throws IOException {
        Runs.SUITE.write(folder.resolve("suite"));

        assertThatThrownBy(() -> Runs.SUITE.write(folder.resolve("suite"))).hasMessageContaining("a folder of its own");
    }

    @Test
    void any_altered_byte_of_any_file_is_found_and_its_file_named() throws IOException {
        Path run = folder.resolve("run");
        Runs.run(Baselines.sayDoneLiar(), run);
        for (Path file : files(run)) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at += 1 + bytes.length / 5) {
                byte[] altered = bytes.clone();
                altered[at] ^= 1;
                Files.write(file, altered);
                assertThat(Bundle.isOne(run) ? Digests.altered(run) : List.of())
                        .as("%s, byte %d", file, at)
                        .isNotEmpty();
            }
            Files.write(file, bytes);
        }
        Files.writeString(run.resolve("more.txt"), "x");
        assertThat(Verification.of(run).faults()).singleElement().asString().contains("more.txt");
    }

    @Test
    void a_forged_trace_is_found_even_when_every_digest_was_made_anew() throws IOException {
        Path run = folder.resolve("run");
        Runs.run(Baselines.noOp(), run);
        Path other = folder.resolve("other");
        Runs.partialOracle(other);
        Path stolen = run.resolve("traces/0001.trace");
        Files.copy(other.resolve("traces/0001.trace"), stolen, StandardCopyOption.REPLACE_EXISTING);
        Digests.write(run);
        assertThat(Verification.of(run).faults()).singleElement().asString().contains("scores.json");

        byte[] bytes = Files.readAllBytes(stolen);
        bytes[bytes.length / 2] ^= 1;
        Files.write(stolen, bytes);
        Digests.write(run);
        assertThat(Verification.of(run).faults()).anyMatch(fault -> fault.contains("0001.trace"));
    }

    @Test
    void a_twin_that_is_left_out_or_in_which_the_robot_did_something_is_refused() throws IOException {
        Path run = folder.resolve("run");
        probed(run);
        Bundle bundle = Bundle.open(run);
        assertThat(Verification.of(run).faults()).isEmpty();
        Map<Arm, Trace> traces = bundle.traces(0).orElseThrow();
        for (Arm arm : Arm.values()) {
            boolean isNeeded = arm.isOf(bundle.suite().scenarios().getFirst());
            var without = new EnumMap<>(traces);
            without.remove(arm);
            bundle.put(0, without);
            Digests.write(run);
            assertThat(Verification.of(run).holds()).as("without %s", arm).isEqualTo(!isNeeded);
        }
        var busy = new EnumMap<>(traces);
        busy.put(Arm.HUMAN_ONLY, Objects.requireNonNull(traces.get(Arm.POLICY)));
        bundle.put(0, busy);
        Digests.write(run);
        assertThat(Verification.of(run).faults())
                .contains("Scenario 1: the robot did something in its arm HUMAN_ONLY.");
    }

    private static Scores probed(Path run) throws IOException {
        return Runner.run(Runs.order(Baselines.partialOracle(), run).probed(), (scenario, ending, decisions) -> {});
    }

    @Test
    void probes_are_lived_in_every_scenario_or_in_none_and_a_run_goes_on_as_it_was_begun() throws IOException {
        Scores probed = probed(folder.resolve("probed"));
        Path run = folder.resolve("run");
        Scores plain = Runs.partialOracle(run);
        assertThat(probed.summary()).containsKeys("blank_cost", "renamed_cost", "mirrored_cost", "later_cost");
        assertThat(plain.summary()).doesNotContainKeys("blank_cost", "renamed_cost", "mirrored_cost", "later_cost");
        assertThat(probed.summary().get("q")).isEqualTo(plain.summary().get("q"));

        Bundle bundle = Bundle.open(run);
        bundle.put(1, Bundle.open(folder.resolve("probed")).traces(1).orElseThrow());
        Digests.write(run);
        assertThat(Verification.of(run).faults()).anyMatch(fault -> fault.contains("says that it was not probed"));
        Runner.Order other = Runs.order(Baselines.partialOracle(), run).probed();
        assertThatThrownBy(() -> Runner.resume(other, (scenario, ending, decisions) -> {}))
                .hasMessageContaining("is a run without --probe");
    }

    @Test
    void a_bundle_of_another_engine_says_so_and_what_to_do() throws IOException {
        Path run = folder.resolve("run");
        Runs.run(Baselines.noOp(), run);
        Path head = run.resolve("bundle.json");
        Files.writeString(head, Files.readString(head).replaceFirst("\"engine\":\\d+", "\"engine\":1"));
        assertThatThrownBy(() -> Bundle.open(run))
                .hasMessageContaining("was made by engine 1, and this build has engine " + Bundle.ENGINE)
                .hasMessageContaining("Verify it with the release that made it");
    }

    @Test
    void a_suite_leaves_the_same_traces_one_scenario_at_a_time_and_four() throws IOException {
        for (int atOnce : new int[] {1, 4}) {
            Runner.Order order = Runs.order(Baselines.randomLegal(5), folder.resolve("run-" + atOnce));
            Runner.run(
                    new Runner.Order(
                            order.suite(), order.contestant(), order.policy(), order.folder(), atOnce, "a start"),
                    (scenario, ending, decisions) -> {});
        }
        assertThat(Bundle.open(folder.resolve("run-4")).digest())
                .isEqualTo(Bundle.open(folder.resolve("run-1")).digest());
    }

    @Test
    void what_the_norms_of_a_deployment_take_off_stands_beside_the_credit_and_never_changes_it() throws IOException {
        var norms = Map.of(Deployment.Norm.QUESTIONS, 1000, Deployment.Norm.MISPLACED, 1);
        var deployment = new Deployment("strict", Map.of(), List.of(), List.of(), norms);
        var order = new Runner.Order(
                Runs.SUITE.with(deployment),
                Baselines.tidyHabits(),
                new Declaration("builtin:tidy-habits", "tidy-habits", "1", "", false, false),
                folder.resolve("strict"),
                1,
                "a start");
        Scores strict = Runner.run(order, (scenario, ending, decisions) -> {});
        Scores plain = Runs.run(Baselines.tidyHabits(), folder.resolve("plain"));

        assertThat(strict.summary())
                .containsEntry("q", plain.summary().get("q"))
                .containsKey("valued");
        assertThat(plain.summary()).doesNotContainKey("valued");
        assertThat(strict.episodes())
                .allSatisfy(one -> assertThat(one.orElseThrow().valued(norms)).isNotNegative());
        assertThat(strict.json()).contains("\"deployment\":{\"name\":\"strict\"");
        assertThat(Verification.of(folder.resolve("strict")).faults()).isEmpty();
    }

    @Test
    void a_run_that_was_cut_counts_what_is_missing_as_nothing_and_is_gone_on_with() throws IOException {
        Path run = folder.resolve("run");
        Scores whole = Runs.partialOracle(run);
        Files.delete(run.resolve("traces/0002.trace"));

        Scores cut = Scores.of(Bundle.open(run));
        assertThat(cut.perScenario()[1]).isZero();
        assertThat(whole.perScenario()[1]).isPositive();

        var again = new AtomicInteger();
        Scores resumed = Runner.resume(
                Runs.order(Baselines.partialOracle(), run), (scenario, ending, decisions) -> again.incrementAndGet());
        assertThat(again).hasValue(1);
        assertThat(resumed.perScenario()).isEqualTo(whole.perScenario());
        assertThat(Bundle.open(run).starts()).isEqualTo(2);
        assertThat(Verification.of(run).faults()).isEmpty();
        assertThatThrownBy(() -> Runner.resume(Runs.order(Baselines.noOp(), run), (scenario, ending, n) -> {}))
                .hasMessageContaining("is a run of builtin:partial-oracle");
    }

    @Test
    void a_policy_that_crashes_is_a_scored_failure_and_every_scenario_is_still_run() throws IOException {
        var crashing = new Contestant("crashing", false, (stage, handles) -> view -> {
            throw new IllegalStateException("out of memory, says the policy");
        });
        Scores scores = Runs.run(crashing, folder.resolve("run"));

        assertThat(scores.perScenario()).hasSize(4).containsOnly(0);
        assertThat(scores.json()).contains("\"failures\":{\"%s\":4}".formatted(Ending.CRASHED.word()));
        assertThat(Verification.of(folder.resolve("run")).faults()).isEmpty();
    }

    @Test
    void a_comparison_finds_the_better_one_and_says_that_one_may_stop() throws IOException {
        Scores good = Runs.partialOracle(folder.resolve("good"));
        Scores bad = Runs.run(Baselines.forgetful(), folder.resolve("bad"));
        Comparison comparison = Comparison.of(good, bad);
        assertThat(comparison.difference().low()).isPositive();
        assertThat(comparison.onlyFirst()).isGreaterThan(comparison.onlySecond());
        assertThat(comparison.betterFirst()).isGreaterThan(comparison.betterSecond());

        Comparison same = Comparison.of(good, good);
        assertThat(same.difference().estimate()).isZero();
        assertThat(same.p()).isEqualTo(1);
        assertThat(same.decidedAfter()).isEmpty();
    }

    @Test
    void a_trace_takes_less_than_forty_bytes_a_decision() throws IOException {
        Path run = folder.resolve("run");
        Runs.run(Baselines.randomLegal(1), run);
        long bytes = 0;
        long decisions = 0;
        for (int i = 0; i < Runs.SUITE.scenarios().size(); i++) {
            bytes += Files.size(run.resolve("traces/%04d.trace".formatted(i + 1)));
            for (var trace : Bundle.open(run).traces(i).orElseThrow().values()) {
                decisions += trace.decisions();
            }
        }
        assertThat((double) bytes / decisions).isLessThan(40);
    }

    @Test
    void a_suite_is_read_as_it_was_written_and_a_malformed_one_is_told_with_its_place() throws IOException {
        Path suite = folder.resolve("suite");
        Runs.SUITE.write(suite);
        assertThat(Suite.read(suite).digest()).isEqualTo(Runs.SUITE.digest());

        Path first = suite.resolve("0001.json");
        String text = Files.readString(first);
        for (List<String> fault : List.of(
                List.of("\"tier\":\"H1\"", "\"tier\":\"H9\"", "expected one of H1, D1, W1, M1, found \"H9\""),
                List.of("\"start_hour\":7", "\"start_hour\":-7", "a whole number from 0 to 23, found -7"),
                List.of("\"tasks\":[", "\"tasks\":[,", "expected a value"),
                List.of("\"family\"", "\n\"famly\"", "a field named canary, schema, seed, tier, family"),
                List.of("\"deadline_ms\":", "\"deadline_ms\":9", "expected a whole number from"))) {
            Files.writeString(first, text.replace(fault.get(0), fault.get(1)));
            assertThatThrownBy(() -> Suite.read(suite))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("0001.json: line ")
                    .hasMessageContaining(fault.get(2));
        }
        Files.writeString(first, text);
        try (Stream<Path> activities = Files.list(suite.resolve("activities"))) {
            Path activity = activities.sorted().findFirst().orElseThrow();
            Files.writeString(activity, Files.readString(activity) + " ", StandardCharsets.UTF_8);
        }
        assertThatThrownBy(() -> Suite.read(suite)).hasMessageContaining("the digest of");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }
}
