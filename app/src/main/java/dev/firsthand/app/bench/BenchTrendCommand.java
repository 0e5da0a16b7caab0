package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Comparison;
import dev.firsthand.bench.bundle.Scores;
import dev.firsthand.bench.score.Interval;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firsthand bench trend`: versions of one policy over a frozen suite.
@Command(
        name = "trend",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows runs of one suite in the order given, each against the one before.",
        footer = {"", "Example:", "  ./firsthand bench trend run-v1 run-v2 run-v3"})
final class BenchTrendCommand implements Callable<Integer> {
    private final PrintStream results;

    @Parameters(paramLabel = "BUNDLE", arity = "2..*", description = "folders of runs, the oldest first")
    private List<Path> bundles = List.of();

    BenchTrendCommand(PrintStream results) {
        this.results = results;
    }

    @Override
    public Integer call() throws IOException {
        List<Scores> versions = new ArrayList<>();
        List<Interval> gains = new ArrayList<>();
        for (Path path : bundles) {
            Scores scores = Scores.of(Bundle.openClosed(path));
            if (!versions.isEmpty()) {
                gains.add(Comparison.of(scores, versions.getLast()).difference());
            }
            versions.add(scores);
        }
        show(versions, gains);
        return 0;
    }

    private void show(List<Scores> versions, List<Interval> gains) {
        results.printf(
                "%s  %s %s%n",
                bundles.getFirst(),
                versions.getFirst().policy().name(),
                versions.getFirst().policy().version());
        for (int i = 1; i < versions.size(); i++) {
            Scores scores = versions.get(i);
            Interval gain = gains.get(i - 1);
            results.printf(
                    "%s  %s %s  %s%s (%s to %s)  %s%n",
                    bundles.get(i),
                    scores.policy().name(),
                    scores.policy().version(),
                    gain.estimate() > 0 ? "+" : "",
                    ScoreLines.rounded(gain.estimate()),
                    ScoreLines.rounded(gain.low()),
                    ScoreLines.rounded(gain.high()),
                    word(gain));
        }
    }

    private static String word(Interval gain) {
        if (gain.low() > 0) {
            return "better";
        }
        return gain.high() < 0 ? "worse" : "not to be told apart";
    }
}
