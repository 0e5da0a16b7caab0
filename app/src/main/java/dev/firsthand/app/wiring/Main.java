package dev.firsthand.app.wiring;

import dev.firsthand.app.cli.DemoCommand;
import dev.firsthand.app.cli.LeRobotCommand;
import dev.firsthand.app.cli.LeRobotValidateCommand;
import dev.firsthand.app.cli.MotionCheckCommand;
import dev.firsthand.app.cli.MotionCommand;
import dev.firsthand.app.cli.MotionConvertCommand;
import dev.firsthand.app.cli.MotionErgonomicsCommand;
import dev.firsthand.app.cli.MotionInfoCommand;
import dev.firsthand.app.cli.MotionRetargetCommand;
import dev.firsthand.app.cli.UpCommand;
import dev.firsthand.app.cli.Version;
import dev.firsthand.app.edge.StandingRefused;
import dev.firsthand.app.web.DiskRoom;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program's entry.
@Command(
        name = "firsthand",
        description = "A self-hosted data engine for demonstrations by people.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "./firsthand check builds everything and runs all tests.",
            "",
            "Example:",
            "  ./firsthand demo --out ./demo"
        })
public final class Main implements Runnable {
    @Spec
    private @Nullable CommandSpec spec; // set by picocli before run

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream results, PrintStream screen) {
        InstantSource clock = InstantSource.system();
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new UpCommand(Server.starter(clock, Settings.Kind.OPERATED), results, screen))
                .addSubcommand(new DemoCommand(Server.starter(clock, Settings.Kind.DEMO), results, screen, clock))
                .addSubcommand(new CommandLine(new LeRobotCommand())
                        .addSubcommand(new LeRobotValidateCommand(results, screen)))
                .addSubcommand(new CommandLine(new MotionCommand())
                        .addSubcommand(new MotionInfoCommand(results, screen))
                        .addSubcommand(new MotionCheckCommand(results, screen))
                        .addSubcommand(new MotionConvertCommand(screen))
                        .addSubcommand(new MotionRetargetCommand(results, screen))
                        .addSubcommand(new MotionErgonomicsCommand(results, screen)));
        line.setOut(new PrintWriter(results, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(screen, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((fault, command, parsed) -> explain(fault, screen));
        return line.execute(arguments);
    }

    /// A fault that a person can mend is said in its own words; anything else shows where it came from.
    private static int explain(Exception fault, PrintStream screen) {
        if (DiskRoom.missedBy(fault)) {
            screen.println(
                    "The disk is full. Nothing is lost: make room and start again. (%s)".formatted(fault.getMessage()));
            return 1;
        }
        if (fault instanceof StandingRefused refused) {
            screen.println(refused.getMessage());
            return 2;
        }
        FaultWords.of(fault)
                .ifPresentOrElse(
                        screen::println,
                        () -> fault.printStackTrace(screen)); // tidy: a program's last word about its own defect
        return 1;
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do, for example: ./firsthand demo");
    }
}
