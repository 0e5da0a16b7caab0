package dev.firsthand.perf;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.bundle.Commitment;
import dev.firsthand.bench.bundle.Declaration;
import dev.firsthand.bench.bundle.Runner;
import dev.firsthand.bench.bundle.Verification;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Trial;
import dev.firsthand.bench.trial.Twins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Whether the benchmark is fair, at full size: a thousand fresh hours that the oracle solves whole and in which nobody
/// earns anything, the built-in policies on a private split, a week and a month that can be lived, and what checking a
/// run costs against making it.
public final class SoundnessBench {
    private static final String NAME = "soundness";
    private static final int FRESH = 1000;
    private static final long FIRST_SEED = 1_000_000;
    private static final int CHECKED = 20;
    private static final int PRIVATE_OF_EACH_FAMILY = 25;
    private static final byte[] SECRET = "the secret of a bench, told to everybody".getBytes(StandardCharsets.UTF_8);
    private static final double A_MILLISECOND = 1e6;
    private static final double LEAST_TIMES_FASTER = 10;

    private final Library library = Library.own();
    private final Generator generator = new Generator(library);

    private SoundnessBench() {}

    public static void main(String[] arguments) throws IOException {
        BenchOptions options = BenchOptions.of(arguments, 0);
        var bench = new SoundnessBench();
        bench.fresh();
        bench.privateSplit();
        bench.longer(Tier.W1);
        bench.longer(Tier.M1);
        bench.checking(options, "checking-a-quick-policy", 0);
        // a socket alone takes as long
        bench.checking(options, "checking-a-policy-of-a-tenth-of-a-millisecond", A_MILLISECOND / 10);
        bench.checking(options, "checking-a-policy-of-a-millisecond", A_MILLISECOND);
    }

    private void fresh() {
        int solved = 0;
        int calm = 0;
        int nothing = 0;
        int drawn = 0;
        for (long seed = FIRST_SEED; drawn < FRESH; seed++) {
            Optional<Scenario> scenario = generator.generate(Tier.H1, seed);
            if (scenario.isPresent()) {
                drawn++;
                Scenario one = scenario.get();
                solved += EpisodeScore.of(Twins.run(one, library, Baselines.oracle()))
                                        .q()
                                        .orElse(0)
                                == 1
                        ? 1
                        : 0;
                calm += isWhole(one.calm()) ? 1 : 0;
                nothing += EpisodeScore.of(Twins.run(one, library, Baselines.noOp()))
                                        .q()
                                        .orElse(1)
                                == 0
                        ? 1
                        : 0;
            }
        }
        Figure.of(NAME, "fresh-hours-that-the-oracle-solves", solved, "of 1000")
                .atLeast(FRESH)
                .print();
        Figure.of(NAME, "fresh-calm-hours-that-the-oracle-solves", calm, "of 1000")
                .atLeast(FRESH)
                .print();
        Figure.of(NAME, "fresh-hours-worth-exactly-nothing-to-nobody", nothing, "of 1000")
                .atLeast(FRESH)
                .print();
    }

    private boolean isWhole(Scenario calm) {
        return Trial.run(calm, library, Baselines.oracle()).credits().stream().allMatch(credit -> credit == 1);
    }

    /// The built-in policies on days that were promised first: docs/reference/soundness.md has the bands.
    private void privateSplit() throws IOException {
        Commitment promised = Commitment.to(SECRET, "bench", Tier.H1, PRIVATE_OF_EACH_FAMILY, library);
        List<Scenario> hidden = promised.reveal(SECRET, "a beacon", library).scenarios();
        for (Contestant one : Baselines.all()) {
            double credit = hidden.stream()
                    .map(day ->
                            EpisodeScore.of(Twins.run(day, library, one, List.of(Arm.POLICY, Arm.NO_OP, Arm.ORACLE))))
                    .flatMapToDouble(score -> score.q().stream())
                    .average()
                    .orElseThrow();
            Figure figure = Figure.of(NAME, "private-credit-of-" + one.name(), credit, "of 1")
                    .with("days", hidden.size());
            inItsBand(one.name(), figure).print();
        }
    }

    private static Figure inItsBand(String policy, Figure credit) {
        return switch (policy) {
            case "oracle" -> credit.atLeast(1);
            case "partial-oracle" -> credit.atLeast(0.85);
            case "forgetful" -> credit.atLeast(0.2);
            case "random-legal" -> credit.atMost(0.02);
            case "tidy-habits" -> credit.atMost(0.1);
            case "no-op", "say-done-liar" -> credit.atMost(0);
            case "always-ask" -> credit.atMost(0.05);
            default -> credit;
        };
    }

    /// Drawn fair and lived by the policy with a robot's eyes.
    private void longer(Tier tier) {
        long began = System.nanoTime();
        Scenario scenario = LongStream.range(1, 20)
                .mapToObj(seed -> generator.generate(tier, seed))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        double drawing = (System.nanoTime() - began) / 1e9;
        began = System.nanoTime();
        Twins twins = Twins.run(scenario, library, Baselines.partialOracle());
        Figure.of(NAME, "living-%s-with-its-twins".formatted(tier), (System.nanoTime() - began) / 1e9, "s")
                .with("drawing", Figure.rounded(drawing))
                .with("tasks", scenario.tasks().size())
                .with("decisions", twins.policy().trace().decisions())
                .with("oracle", EpisodeScore.ofOracle(twins).orElse(0))
                .with("credit", EpisodeScore.of(twins).q().orElse(0))
                .print();
    }

    /// Checking lives everything again but for the policy's thinking: how much faster it is, the thinking decides.
    private void checking(BenchOptions options, String figure, double thinkingNanos) throws IOException {
        List<Scenario> scenarios = LongStream.range(0, 2 * CHECKED)
                .mapToObj(seed -> generator.generate(Tier.H1, seed))
                .flatMap(Optional::stream)
                .limit(CHECKED)
                .toList();
        var making = new Series();
        var checking = new Series();
        for (int round = 0; round < options.rounds(); round++) {
            var folder = options.work().resolve("%s-%d".formatted(figure, round));
            Contestant contestant = thinking(thinkingNanos);
            var who = new Declaration("builtin:partial-oracle", contestant.name(), "1", "", true, false);
            var order =
                    new Runner.Order(new Suite(library, scenarios), contestant, who, folder, 1, "a start of the bench");
            long began = System.nanoTime();
            Runner.run(order, (scenario, ending, decisions) -> {});
            making.add((System.nanoTime() - began) / 1e9);
            began = System.nanoTime();
            if (!Verification.of(folder).holds()) {
                throw new IllegalStateException("a run of the bench does not hold: " + folder);
            }
            checking.add((System.nanoTime() - began) / 1e9);
        }
        Figure times = Figure.of(NAME, figure, making.median() / checking.median(), "times faster than making");
        (thinkingNanos > 0 ? times.atLeast(LEAST_TIMES_FASTER) : times)
                .with("making", making.runs())
                .with("checking", checking.runs())
                .with("scenarios", CHECKED)
                .print();
    }

    /// The planner with a robot's eyes, that takes so long for each answer as a small network or a socket would.
    private static Contestant thinking(double nanos) {
        Contestant planner = Baselines.partialOracle();
        return new Contestant("thinking", true, (stage, handles) -> {
            var policy = planner.enter(stage, handles);
            return view -> {
                long until = System.nanoTime() + (long) nanos;
                Answer answer = policy.decide(view);
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                return answer;
            };
        });
    }
}
