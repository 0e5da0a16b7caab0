package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `firsthand bench`: how well a household policy lives with people.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures how well a household policy lives days in a home with people and surprises.",
        footer = {"", "Example:", "  ./firsthand bench run --suite practice --policy builtin:partial-oracle --out run"})
public final class BenchCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec; // set by picocli before run

    private BenchCommand() {}

    /// The word with all its words.
    public static CommandLine line(PrintStream results, PrintStream screen, InstantSource clock) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new BenchGenCommand(results, screen))
                .addSubcommand(new BenchRunCommand(results, screen, clock))
                .addSubcommand(new BenchServeCommand(results, screen, clock))
                .addSubcommand(new BenchVerifyCommand(results))
                .addSubcommand(new BenchRescoreCommand(results))
                .addSubcommand(new BenchCompareCommand(results))
                .addSubcommand(new BenchGapCommand(results))
                .addSubcommand(new BenchTrendCommand(results))
                .addSubcommand(new BenchReportCommand(results))
                .addSubcommand(new BenchCommitCommand(results, screen))
                .addSubcommand(new BenchRevealCommand(results))
                .addSubcommand(new BenchLintCommand(results, screen));
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to do, for example: ./firsthand bench run --suite practice --policy builtin:no-op --out run");
    }
}
