package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Gap;
import dev.firsthand.bench.bundle.Scores;
import dev.firsthand.bench.score.Interval;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firsthand bench gap`: how much of a score holds where nobody could learn it.
@Command(
        name = "gap",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Tells how much better a policy did in a public suite than in a private one, whole and by what went otherwise, "
                        + "and marks what is more than five points beyond chance.",
        footer = {"", "Example:", "  ./firsthand bench gap run-public run-private"})
final class BenchGapCommand implements Callable<Integer> {
    private final PrintStream results;

    @Parameters(index = "0", paramLabel = "PUBLIC", description = "the folder of a run of the public suite")
    private Path known = Path.of("public");

    @Parameters(index = "1", paramLabel = "PRIVATE", description = "that of the same policy in the private one")
    private Path unknown = Path.of("private");

    BenchGapCommand(PrintStream results) {
        this.results = results;
    }

    @Override
    public Integer call() throws IOException {
        Scores there = Scores.of(Bundle.openClosed(known));
        Gap gap = Gap.of(there, Scores.of(Bundle.openClosed(unknown)));
        results.printf("%s: %s less %s%n", there.policy().name(), known, unknown);
        line("credit", gap.credit());
        gap.families().forEach(this::line);
        return 0;
    }

    private void line(String what, Interval gap) {
        results.printf(
                "  %-9s %s  (%s to %s)%s%n",
                what,
                ScoreLines.rounded(gap.estimate()),
                ScoreLines.rounded(gap.low()),
                ScoreLines.rounded(gap.high()),
                Gap.isSuspect(gap) ? "  better in public by more than five points" : "");
    }
}
