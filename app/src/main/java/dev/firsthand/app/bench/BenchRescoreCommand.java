package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Scores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand bench rescore`: the scores of a run, worked out of its traces alone.
@Command(
        name = "rescore",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Works out the scores of a run from its traces alone; the bundle is only read.",
        footer = {"", "Example:", "  ./firsthand bench rescore run --json"})
final class BenchRescoreCommand implements Callable<Integer> {
    private final PrintStream results;

    @Parameters(paramLabel = "BUNDLE", description = "the folder of a run")
    private Path folder = Path.of("run");

    @Option(names = "--json", description = "print scores.json as it follows from the traces")
    private boolean json;

    BenchRescoreCommand(PrintStream results) {
        this.results = results;
    }

    @Override
    public Integer call() throws IOException {
        Scores scores = Scores.of(Bundle.open(folder));
        if (json) {
            results.println(scores.json());
        } else {
            new ScoreLines(results).show(scores);
        }
        return 0;
    }
}
