package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.report.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand bench report`: pages about runs.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Checks runs and writes pages about them: a leaderboard, a page for each, a player for each episode.",
        footer = {"", "Example:", "  ./firsthand bench report run-a run-b --out report"})
final class BenchReportCommand implements Callable<Integer> {
    private final PrintStream results;

    @Parameters(paramLabel = "BUNDLE", arity = "1..*", description = "folders of runs")
    private List<Path> bundles = List.of();

    @Option(names = "--out", required = true, description = "the folder to write to")
    private Path out = Path.of("report");

    BenchReportCommand(PrintStream results) {
        this.results = results;
    }

    @Override
    public Integer call() throws IOException {
        Site.write(bundles, out);
        results.println(out.resolve("index.html"));
        return 0;
    }
}
