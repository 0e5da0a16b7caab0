package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.scenario.Deployment;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.scenario.TwistKind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand bench gen`: scenarios as files, each proven fair.
@Command(
        name = "gen",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Draws scenarios and keeps those that the oracle solves, with their twists and without, and in which doing "
                        + "nothing is worth nothing.",
        footer = {"", "Example:", "  ./firsthand bench gen --tier H1 --seed 1 --count 20 --out suite"})
final class BenchGenCommand implements Callable<Integer> {
    private static final int TRIES_PER_SCENARIO = 10;

    private final PrintStream results;
    private final PrintStream screen;

    @Option(names = "--tier", required = true, description = "an hour H1, a day D1, a week W1, a month M1")
    private Tier tier = Tier.H1;

    @Option(names = "--family", description = "what mostly goes otherwise: ${COMPLETION-CANDIDATES}; all unless said")
    private TwistKind.@Nullable Family family;

    @Option(names = "--seed", required = true, description = "where the draws begin; the same seed, the same scenarios")
    private long seed;

    @Option(names = "--count", description = "how many (default ${DEFAULT-VALUE})")
    private int count = 1;

    @Option(names = "--activities", description = "a folder of BDDL files instead of our own activities")
    private @Nullable Path activities;

    @Option(names = "--deployment", description = "a file with weights, homes, people and norms of your own")
    private Optional<Path> deployment = Optional.empty();

    @Option(names = "--out", required = true, description = "the folder to write to")
    private Path out = Path.of("suite");

    BenchGenCommand(PrintStream results, PrintStream screen) {
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException("--count is %d: draw at least 1 scenario.".formatted(count));
        }
        Library library = activities == null ? Library.own() : Suite.library(activities);
        Optional<Deployment> own =
                deployment.isEmpty() ? Optional.empty() : Optional.of(Suite.deployment(deployment.get(), library));
        List<Scenario> scenarios = draw(new Generator(library, own));
        if (scenarios.size() < count) {
            screen.printf(
                    "Only %d of %d scenarios came out fair. Try another --seed, or other activities.%n",
                    scenarios.size(), count);
            return 1;
        }
        Suite suite = new Suite(library, scenarios, own);
        suite.write(out);
        for (int i = 0; i < scenarios.size(); i++) {
            Scenario one = scenarios.get(i);
            results.printf(
                    "%04d.json  %s  %-8s  %2d tasks, %d twists, %d people  %s%n",
                    i + 1,
                    one.tier(),
                    one.family(),
                    one.tasks().size(),
                    one.twists().size(),
                    one.residents().size(),
                    suite.ids().get(i));
        }
        results.printf("suite %s in %s%n", suite.digest(), out);
        return 0;
    }

    private List<Scenario> draw(Generator generator) {
        var scenarios = new ArrayList<Scenario>();
        long last = seed + (long) count * TRIES_PER_SCENARIO;
        for (long next = seed; scenarios.size() < count && next < last; next++) {
            draw(generator, next)
                    .ifPresentOrElse(scenarios::add, () -> screen.println("a draw was not fair and is left out"));
        }
        return scenarios;
    }

    /// Of a family that was asked for, something of it is left after what is not fair was taken out.
    private Optional<Scenario> draw(Generator generator, long next) {
        TwistKind.Family wanted = family;
        return wanted == null
                ? generator.generate(tier, next)
                : generator
                        .generate(tier, next, wanted)
                        .filter(one -> one.twists().stream()
                                .anyMatch(twist -> twist.kind().family() == wanted));
    }
}
