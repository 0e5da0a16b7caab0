package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.bundle.Commitment;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Suite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand bench reveal`: the private suite that was promised.
@Command(
        name = "reveal",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Makes the suite that a commitment promised, for whoever has the secret; another secret is refused.",
        footer = {
            "",
            "Example:",
            "  ./firsthand bench reveal --commitment commitment.json --secret secret.txt --beacon 8f3a --out private"
        })
final class BenchRevealCommand implements Callable<Integer> {
    private final PrintStream results;

    @Option(names = "--commitment", required = true, description = "what `bench commit` printed")
    private Path commitment = Path.of("commitment.json");

    @Option(names = "--secret", required = true, description = "the secret's file")
    private Path secret = Path.of("secret.txt");

    @Option(names = "--beacon", required = true, description = "the public random value of after the freeze, as text")
    private String beacon = "";

    @Option(names = "--activities", description = "the folder of BDDL files that was committed to, if one was")
    private @Nullable Path activities;

    @Option(names = "--out", required = true, description = "the folder to write to")
    private Path out = Path.of("private");

    BenchRevealCommand(PrintStream results) {
        this.results = results;
    }

    @Override
    public Integer call() throws IOException {
        Library library = activities == null ? Library.own() : Suite.library(activities);
        byte[] told = HexFormat.of().parseHex(Files.readString(secret).strip());
        Suite suite = Commitment.read(Files.readString(commitment)).reveal(told, beacon, library);
        suite.write(out);
        results.printf(
                "suite %s in %s, %d scenarios%n",
                suite.digest(), out, suite.scenarios().size());
        return 0;
    }
}
