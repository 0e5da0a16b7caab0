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
        if (beacon.isBlank()) {
            throw new IllegalArgumentException(
                    "--beacon is empty: give the public random value, or everybody could have known the suite.");
        }
        Suite suite = commitment().reveal(secret(), beacon, library);
        suite.write(out);
        results.printf(
                "suite %s in %s, %d scenarios%n",
                suite.digest(), out, suite.scenarios().size());
        return 0;
    }

    private Commitment commitment() throws IOException {
        String promised = text(commitment, "--commitment names the file with the line that `bench commit` printed");
        try {
            return Commitment.read(promised);
        } catch (IOException malformed) {
            throw new IOException("%s: %s".formatted(commitment, malformed.getMessage()), malformed);
        }
    }

    private byte[] secret() throws IOException {
        String digits = text(secret, "--secret names the file that `bench commit` wrote");
        try {
            return HexFormat.of().parseHex(digits.strip());
        } catch (IllegalArgumentException otherwise) {
            throw new IOException("%s: expected the hexadecimal digits of a secret.".formatted(secret), otherwise);
        }
    }

    private static String text(Path file, String meant) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file %s: %s.".formatted(file, meant));
        }
        return Files.readString(file);
    }
}
