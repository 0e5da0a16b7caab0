package dev.firsthand.app.wiring;

import dev.firsthand.app.cli.DemoCommand;
import dev.firsthand.app.cli.LeRobotCommand;
import dev.firsthand.app.cli.LeRobotValidateCommand;
import dev.firsthand.app.cli.UpCommand;
import dev.firsthand.app.web.DiskRoom;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
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
        footer = {"", "Example:", "  firsthand demo --out ./demo"})
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
                        .addSubcommand(new LeRobotValidateCommand(results, screen)));
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
        switch (fault) {
            // These three say nothing but the name of a file.
            case AccessDeniedException denied ->
                screen.printf("%s may not be used by this user: see who owns it.%n", denied.getFile());
            case NoSuchFileException missing -> screen.printf("There is no %s.%n", missing.getFile());
            case FileAlreadyExistsException there ->
                screen.printf("%s is there, and is no folder. Give another one.%n", there.getFile());
            case IOException mendable -> screen.println(mendable.getMessage());
            case UncheckedIOException mendable -> screen.println(mendable.getMessage());
            case IllegalArgumentException mendable -> screen.println(mendable.getMessage());
            default -> fault.printStackTrace(screen); // tidy: a program's last word about its own defect
        }
        return 1;
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do, for example: firsthand demo");
    }
}
