package dev.firsthand.bench.bundle;

import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Trace;
import dev.firsthand.bench.trial.Twins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Lets a policy and its twins live every scenario of a suite, several at once if wished. A policy that fails is
/// scored.
public final class Runner {
    private final Bundle bundle;
    private final Contestant contestant;
    private final Progress progress;

    private Runner(Bundle bundle, Contestant contestant, Progress progress) {
        this.bundle = bundle;
        this.contestant = contestant;
        this.progress = progress;
    }

    /// Hears of each scenario that is done, from any thread.
    @FunctionalInterface
    public interface Progress {
        void done(int scenario, Ending ending, Trace own);
    }

    /// What is run, by whom, where to, and how many scenarios at a time.
    ///
    /// @param startLine what is noted of this start, such as its time
    /// @param arms the lives that are lived of each scenario
    public record Order(
            Suite suite,
            Contestant contestant,
            Declaration policy,
            Path folder,
            int atOnce,
            String startLine,
            List<Arm> arms) {
        public Order {
            arms = List.copyOf(arms);
        }

        /// With the usual lives.
        public Order(
                Suite suite, Contestant contestant, Declaration policy, Path folder, int atOnce, String startLine) {
            this(suite, contestant, policy, folder, atOnce, startLine, Arm.USUAL);
        }

        /// With probes beside them.
        public Order probed() {
            return new Order(suite, contestant, policy, folder, atOnce, startLine, Arm.PROBED);
        }
    }

    public static Scores run(Order order, Progress progress) throws IOException {
        Bundle bundle = Bundle.create(order.folder(), order.suite(), order.policy(), order.arms());
        return new Runner(bundle, order.contestant(), progress).runMissing(order);
    }

    /// Goes on where a run was cut; one that is done stays as it was sealed and signed. The suite and the policy are
    /// those of the bundle.
    public static Scores resume(Order order, Progress progress) throws IOException {
        Bundle bundle = Bundle.open(order.folder());
        if (!bundle.policy().equals(order.policy())) {
            throw new IOException("%s is a run of %s, not of %s: start a new one."
                    .formatted(
                            order.folder(),
                            bundle.policy().address(),
                            order.policy().address()));
        }
        if (!bundle.suite().digest().equals(order.suite().digest())) {
            throw new IOException("%s is a run of another suite: start a new one.".formatted(order.folder()));
        }
        if (!bundle.arms().equals(order.arms())) {
            throw new IOException("%s is a run %s --probe: go on with it as it was begun."
                    .formatted(order.folder(), bundle.arms().equals(Arm.PROBED) ? "with" : "without"));
        }
        boolean isDone = bundle.isSealed()
                && IntStream.range(0, bundle.suite().scenarios().size()).allMatch(bundle::isWhole);
        return isDone ? Scores.of(bundle) : new Runner(bundle, order.contestant(), progress).runMissing(order);
    }

    private Scores runMissing(Order order) throws IOException {
        try (var _ = bundle.lock()) {
            return runAlone(order);
        }
    }

    private Scores runAlone(Order order) throws IOException {
        bundle.noteStart(order.startLine());
        try (var threads = Executors.newFixedThreadPool(order.atOnce())) {
            var lives = IntStream.range(0, bundle.suite().scenarios().size())
                    .filter(scenario -> !bundle.isWhole(scenario))
                    .mapToObj(scenario -> threads.submit(() -> live(scenario)))
                    .toList();
            for (Future<?> life : lives) {
                await(life);
            }
        }
        Scores scores = Scores.of(bundle);
        bundle.close(scores);
        return scores;
    }

    private static void await(Future<?> life) throws IOException {
        try {
            life.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UncheckedIOException disk) {
                throw new IOException("The run was cut: " + disk.getMessage(), disk);
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("The run was cut; --resume goes on with it.", stopped);
        }
    }

    private void live(int scenario) {
        Suite suite = bundle.suite();
        Twins twins = Twins.run(suite.scenarios().get(scenario), suite.library(), contestant, bundle.arms());
        Map<Arm, Trace> traces = new EnumMap<>(Arm.class);
        twins.arms().forEach((arm, outcome) -> traces.put(arm, outcome.trace()));
        try {
            bundle.put(scenario, traces);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
        Outcome outcome = twins.policy();
        progress.done(scenario, outcome.ending(), outcome.trace());
    }
}
