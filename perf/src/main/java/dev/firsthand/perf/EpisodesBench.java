package dev.firsthand.perf;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Declaration;
import dev.firsthand.bench.bundle.Runner;
import dev.firsthand.bench.bundle.Scores;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Trace;
import dev.firsthand.bench.trial.Trial;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.RemotePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Whole episodes: a suite of 300 hours that the oracle lives with all its twins, what a decision takes in a stored
/// trace, and how many decisions a second eight connections of one machine carry to a policy that answers at once.
public final class EpisodesBench {
    private static final String NAME = "episodes";
    private static final int SUITE = 300;
    private static final int AT_ONCE = 2;
    private static final double SUITE_SECONDS_MOST = 120;
    private static final double TRACE_BYTES_MOST = 40;
    private static final int CONNECTIONS = 8;
    private static final double OVER_SOCKETS_LEAST = 10_000;

    private final Library library = Library.own();
    private final List<Scenario> hours = hours(new Generator(library));

    private EpisodesBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments, 0);
        var bench = new EpisodesBench();
        bench.suite(options);
        bench.connections(options);
    }

    private static List<Scenario> hours(Generator generator) {
        return LongStream.range(0, 2 * SUITE)
                .mapToObj(seed -> generator.generate(Tier.H1, seed))
                .flatMap(Optional::stream)
                .limit(SUITE)
                .toList();
    }

    private void suite(BenchOptions options) throws IOException {
        var seconds = new Series();
        var decisions = new AtomicLong();
        Contestant oracle = Baselines.oracle();
        var who = new Declaration("builtin:oracle", oracle.name(), "1", "", true, false);
        Path folder = options.work().resolve("suite");
        for (int round = 0; round < options.rounds(); round++) {
            folder = options.work().resolve("suite-" + round);
            var order =
                    new Runner.Order(new Suite(library, hours), oracle, who, folder, AT_ONCE, "a start of the bench");
            decisions.set(0);
            long began = System.nanoTime();
            Runner.run(order, (scenario, ending, trace) -> decisions.addAndGet(trace.decisions()));
            seconds.add((System.nanoTime() - began) / 1e9);
        }
        Figure.of(NAME, "suite-of-300-with-the-oracle", seconds.median(), "s")
                .atMost(SUITE_SECONDS_MOST)
                .with("runs", seconds.runs())
                .with("credit", credit(folder))
                .with("decisions", decisions.get())
                .print();
        trace(folder);
    }

    private static double credit(Path folder) throws IOException {
        return Figure.rounded(Arrays.stream(Scores.of(Bundle.open(folder)).perScenario())
                .average()
                .orElseThrow());
    }

    /// Of all lives of a scenario, each decision with what was seen, done and became of it, as it lies in the bundle.
    private void trace(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder.resolve("traces"))) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        Bundle bundle = Bundle.open(folder);
        long decisions = 0;
        for (int scenario = 0; scenario < hours.size(); scenario++) {
            for (Trace trace : bundle.traces(scenario).orElseThrow().values()) {
                decisions += trace.decisions();
            }
        }
        Figure.of(NAME, "trace-of-a-decision", (double) bytes / decisions, "B")
                .atMost(TRACE_BYTES_MOST)
                .with("decisions", decisions)
                .print();
    }

    private void connections(BenchOptions options) throws IOException, InterruptedException {
        var perSecond = new Series();
        try (var server = new QuickPlanner();
                var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            Contestant planner = RemotePolicy.at(server.address(), Limits.USUAL).contestant();
            for (int round = 0; round <= options.rounds(); round++) {
                long began = System.nanoTime();
                List<Future<Outcome>> lives = new ArrayList<>();
                for (int i = 0; i < CONNECTIONS; i++) {
                    Scenario hour = hours.get(i);
                    lives.add(threads.submit(() -> Trial.run(hour, library, planner)));
                }
                long decisions = 0;
                for (Future<Outcome> life : lives) {
                    decisions += decisions(life);
                }
                if (round > 0) { // the first warms up
                    perSecond.add(decisions / ((System.nanoTime() - began) / 1e9));
                }
            }
        }
        Figure.of(NAME, "decisions-a-second-over-8-connections", perSecond.median(), "1/s")
                .atLeast(OVER_SOCKETS_LEAST)
                .with("runs", perSecond.runs())
                .print();
    }

    private static int decisions(Future<Outcome> life) throws InterruptedException {
        try {
            Outcome outcome = life.get();
            if (outcome.trace().ending() != Ending.OVER) {
                throw new IllegalStateException(
                        "an hour over a socket ended by " + outcome.trace().ending());
            }
            return outcome.trace().decisions();
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
