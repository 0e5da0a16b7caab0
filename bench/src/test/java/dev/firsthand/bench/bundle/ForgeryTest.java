package dev.firsthand.bench.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.ForgedTraces;
import dev.firsthand.bench.trial.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lives that look whole to every digest and are not what they say, and lives in which the policy fails where it hopes
/// that nobody counts.
class ForgeryTest {
    private static final int SCENARIOS = Runs.SUITE.scenarios().size();

    @TempDir
    private Path folder = Path.of("");

    private Path run = Path.of("");

    @BeforeEach
    void name() {
        run = folder.resolve("run");
    }

    @Test
    void a_life_of_ours_that_ends_as_none_of_ours_does_is_refused() throws IOException {
        Runs.partialOracle(run);
        for (Arm arm : List.of(Arm.ORACLE, Arm.NO_OP, Arm.HUMAN_ONLY, Arm.CALM_NO_OP)) {
            Trace honest = trace(0, arm);
            forge(0, arm, ForgedTraces.cut(honest, 5, Ending.CRASHED));
            assertThat(Verification.of(run).faults())
                    .contains("Scenario 1: its arm %s is ours and ended by crashed, as none of ours does."
                            .formatted(arm));
            forge(0, arm, honest);
        }
    }

    @Test
    void who_says_too_early_to_be_out_of_decisions_is_refused() throws IOException {
        Runs.partialOracle(run);
        forge(0, Arm.CALM, ForgedTraces.cut(trace(0, Arm.CALM), 3, Ending.OUT_OF_DECISIONS));
        assertThat(Verification.of(run).faults())
                .contains("Scenario 1: its arm CALM says that it was out of decisions after 3 of 200000.");
    }

    @Test
    void what_the_oracle_would_not_have_done_is_found_by_letting_it_think_again() throws IOException {
        Runs.run(Baselines.forgetful(), run);
        assertThat(Verification.thinkingAgain(run).faults()).isEmpty();

        forge(0, Arm.ORACLE, trace(0, Arm.POLICY));
        Bundle bundle = Bundle.open(run);
        bundle.close(Scores.of(bundle));
        assertThat(Verification.of(run).holds()).isTrue();
        assertThat(Verification.thinkingAgain(run).faults())
                .containsExactly("Scenario 1: its arm ORACLE is not what the oracle does there.");

        forge(0, Arm.POLICY, trace(0, Arm.NO_OP));
        bundle.close(Scores.of(bundle));
        assertThat(Verification.thinkingAgain(run).faults())
                .contains("Scenario 1: its arm POLICY is not what builtin:forgetful does there.");
    }

    @Test
    void who_fails_in_the_twins_alone_is_neither_deaf_nor_free_of_costs_but_unknown() throws IOException {
        Scores whole = Runs.run(Baselines.forgetful(), folder.resolve("whole"));
        Runner.Order order = Runs.order(failingAfterTheFirst(Baselines.forgetful()), run);
        Scores failing = Runner.run(order, (scenario, ending, own) -> {});

        Map<String, Object> summary = failing.summary();
        assertThat(whole.summary()).containsKeys("twist_cost", "swapped_cost").containsEntry("deaf_unknown", 0);
        assertThat(summary).doesNotContainKeys("twist_cost", "swapped_cost", "requester_cost");
        assertThat(summary).containsEntry("deaf", 0).containsEntry("deaf_unknown", SCENARIOS);
        assertThat(summary.get("twin_failures"))
                .asString()
                .contains("calm=" + SCENARIOS, "swapped=" + SCENARIOS, "other_requester=");
        assertThat(summary.get("q")).isEqualTo(whole.summary().get("q"));
        assertThat(summary.get("failures")).isEqualTo(Map.of());
        assertThat(Verification.of(run).faults()).isEmpty();
    }

    /// The lives of a scenario come one after the other, and the policy's own is the first.
    private static Contestant failingAfterTheFirst(Contestant good) {
        Set<Long> known = ConcurrentHashMap.newKeySet();
        return new Contestant("fails in twins", true, (stage, handles) -> {
            Policy policy = good.enter(stage, handles);
            boolean isFirst = known.add(stage.scenario().seed());
            return view -> {
                if (isFirst) {
                    return policy.decide(view);
                }
                throw new PolicyFault(Ending.SOCKET_DROPPED, "gone");
            };
        });
    }

    @Test
    void who_fails_at_once_is_not_called_deaf_and_why_it_failed_is_told() throws IOException {
        var crashing = new Contestant("crashing", false, (stage, handles) -> view -> {
            throw new PolicyFault(Ending.WRONG_SHAPE, "expected 7 numbers, found 3");
        });
        var told = new ConcurrentLinkedQueue<String>();
        Scores scores = Runner.run(Runs.order(crashing, run), (scenario, ending, own) -> told.add(own.fault()));

        assertThat(told).hasSize(SCENARIOS).containsOnly("expected 7 numbers, found 3");
        assertThat(scores.summary()).containsEntry("deaf", 0).containsEntry("deaf_unknown", SCENARIOS);
        assertThat(scores.summary()).doesNotContainKeys("twist_cost", "swapped_cost");
    }

    @Test
    void a_trace_that_is_cut_says_where_and_resume_lives_it_again() throws IOException {
        Scores whole = Runs.partialOracle(run);
        Path file = run.resolve("traces/0001.trace");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, 200));
        assertThat(Verification.of(run).faults())
                .anyMatch(fault -> fault.contains("is damaged") && !fault.contains("null"));
        Files.write(file, Arrays.copyOf(bytes, 40));
        assertThat(Verification.of(run).faults()).anyMatch(fault -> fault.contains("ends before its arm POLICY does"));

        Runner.resume(Runs.order(Baselines.partialOracle(), run), (scenario, ending, own) -> {});
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(Verification.of(run).faults()).isEmpty();
        assertThat(Scores.of(Bundle.open(run)).summary()).isEqualTo(whole.summary());
    }

    @Test
    void a_run_that_is_done_stays_as_it_was_sealed_and_two_at_once_do_not_write_into_one() throws IOException {
        Scores whole = Runs.partialOracle(run);
        String digest = Bundle.open(run).digest();
        Runner.Order again = Runs.order(Baselines.partialOracle(), run);
        assertThat(Runner.resume(again, (scenario, ending, own) -> {}).summary())
                .isEqualTo(whole.summary());
        assertThat(Bundle.open(run).digest()).isEqualTo(digest);

        Files.delete(run.resolve("traces/0002.trace"));
        try (var _ = Bundle.open(run).lock()) {
            assertThatThrownBy(() -> Runner.resume(again, (scenario, ending, own) -> {}))
                    .hasMessageContaining("is being run at this moment");
        }
        Runner.resume(again, (scenario, ending, own) -> {});
        assertThat(Verification.of(run).faults()).isEmpty();
    }

    private Trace trace(int scenario, Arm arm) throws IOException {
        return Objects.requireNonNull(
                Bundle.open(run).traces(scenario).orElseThrow().get(arm));
    }

    /// With digests made anew.
    private void forge(int scenario, Arm arm, Trace trace) throws IOException {
        Bundle bundle = Bundle.open(run);
        var traces = new EnumMap<>(bundle.traces(scenario).orElseThrow());
        traces.put(arm, trace);
        bundle.put(scenario, traces);
        Digests.write(run);
    }
}
