package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Comparison;
import dev.firsthand.bench.bundle.Scores;
import dev.firsthand.bench.score.Interval;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firsthand bench compare`: which of two is better, by how much, and whether one may stop.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Compares two runs of one suite, scenario by scenario, and says whether more would change anything.",
        footer = {"", "Example:", "  ./firsthand bench compare run-a run-b"})
final class BenchCompareCommand implements Callable<Integer> {
    private static final double DECIDED = 20;

    private final PrintStream results;

    @Parameters(index = "0", paramLabel = "A", description = "the folder of a run")
    private Path first = Path.of("a");

    @Parameters(index = "1", paramLabel = "B", description = "the folder of another")
    private Path second = Path.of("b");

    BenchCompareCommand(PrintStream results) {
        this.results = results;
    }

    @Override
    public Integer call() throws IOException {
        Scores a = Scores.of(Bundle.openClosed(first));
        Scores b = Scores.of(Bundle.openClosed(second));
        Comparison comparison = Comparison.of(a, b);
        results.printf(
                "%s against %s, %d scenarios%n",
                first, second, comparison.differences().size());
        results.println("  credit: " + better(comparison.difference()));
        results.printf(
                "  tasks: %d only %s did, %d only %s%n",
                comparison.onlyFirst(), first, comparison.onlySecond(), second);
        results.printf(
                "  scenarios: %d in which %s did more of them, %d in which %s; p %s by the sign test%n",
                comparison.betterFirst(),
                first,
                comparison.betterSecond(),
                second,
                comparison.p() < 0.001 ? "below 0.001" : ScoreLines.rounded(comparison.p()));
        showStop(comparison);
        results.println("  by what went otherwise:");
        comparison
                .families()
                .forEach(family -> results.printf(
                        "    %-9s %s against %s in %d%n",
                        family.name(),
                        ScoreLines.rounded(family.first()),
                        ScoreLines.rounded(family.second()),
                        family.scenarios()));
        return 0;
    }

    private String better(Interval difference) {
        double by = difference.estimate();
        if (by == 0 && difference.low() == 0 && difference.high() == 0) {
            return "the same in every scenario";
        }
        return by < 0
                ? better(second, new Interval(-difference.high(), -by, -difference.low()))
                : better(first, difference);
    }

    private static String better(Path run, Interval difference) {
        return "%s better by %s (95 %% from %s to %s)"
                .formatted(
                        run,
                        ScoreLines.rounded(difference.estimate()),
                        ScoreLines.rounded(difference.low()),
                        ScoreLines.rounded(difference.high()));
    }

    private void showStop(Comparison comparison) {
        String wealth = ScoreLines.rounded(Math.min(comparison.wealth(), 1e6));
        comparison
                .decidedAfter()
                .ifPresentOrElse(
                        after -> results.printf(
                                "  stop now? Yes: they differ, and %d scenarios were enough (e-value %s, %s decides)%n",
                                after, wealth, ScoreLines.rounded(DECIDED)),
                        () -> results.printf(
                                "  stop now? No: they can't be told apart yet (e-value %s, %s decides)%n",
                                wealth, ScoreLines.rounded(DECIDED)));
    }
}
