package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand bench verify`: whether a bundle is what it says.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Lives every trace of a bundle again and says whether bytes, states and scores hold.",
        footer = {"", "Exits with 1 where something does not hold.", "", "Example:", "  ./firsthand bench verify run"})
final class BenchVerifyCommand implements Callable<Integer> {
    private final PrintStream results;

    @Parameters(paramLabel = "BUNDLE", description = "the folder of a run")
    private Path folder = Path.of("run");

    @Option(names = "--keys", paramLabel = "FILE", description = "who may sign runs: docs/formats/evidence.md")
    private Optional<Path> keys = Optional.empty();

    @Option(
            names = "--think-again",
            description = "also let oracle and nobody, and a built-in policy, decide again: takes as long as the run")
    private boolean thinkAgain;

    BenchVerifyCommand(PrintStream results) {
        this.results = results;
    }

    @Override
    public Integer call() throws IOException {
        Verification verification = thinkAgain ? Verification.thinkingAgain(folder) : Verification.of(folder);
        if (!verification.holds()) {
            results.printf("%s does not hold:%n", folder);
            verification.faults().forEach(fault -> results.println("  " + fault));
            return 1;
        }
        Bundle bundle = Bundle.open(folder);
        results.printf("%s holds: bundle %s%n", folder, bundle.digest());
        return switch (BundleSignature.check(bundle, keys)) {
            case BundleSignature.Said.Holds(var words) -> told(words, 0);
            case BundleSignature.Said.Refused(var why) -> told("its signature does not hold: " + why, 1);
        };
    }

    private int told(String words, int code) {
        results.println(words);
        return code;
    }
}
