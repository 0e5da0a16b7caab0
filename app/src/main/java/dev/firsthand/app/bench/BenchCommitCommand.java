package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.bundle.Commitment;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand bench commit`: promises a private suite.
@Command(
        name = "commit",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Draws a secret, keeps it in a file, and prints a commitment to publish. The suite follows from the secret and "
                        + "from a public random value that is chosen after the policies are frozen: see reveal.",
        footer = {
            "",
            "Example:",
            "  ./firsthand bench commit --epoch 2027-01 --tier H1 --secret secret.txt > commitment.json"
        })
final class BenchCommitCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream screen;

    @Option(names = "--epoch", required = true, description = "a name for this round, such as a date")
    private String epoch = "";

    @Option(names = "--tier", required = true, description = "H1, D1, W1 or M1")
    private Tier tier = Tier.H1;

    @Option(names = "--per-family", description = "scenarios of each family (default ${DEFAULT-VALUE})")
    private int perFamily = 25;

    @Option(names = "--activities", description = "a folder of BDDL files instead of our own activities")
    private @Nullable Path activities;

    @Option(
            names = "--secret",
            required = true,
            description = "where the secret is kept; the file must not be there yet")
    private Path secret = Path.of("secret.txt");

    BenchCommitCommand(PrintStream results, PrintStream screen) {
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Library library = activities == null ? Library.own() : Suite.library(activities);
        byte[] drawn = new byte[Commitment.SECRET_BYTES];
        new SecureRandom().nextBytes(drawn);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, HexFormat.of().formatHex(drawn) + "\n");
        results.println(Commitment.to(drawn, epoch, tier, perFamily, library).json());
        screen.printf("Publish the line above. Keep %s until the end of the round, then publish it too.%n", secret);
        return 0;
    }
}
