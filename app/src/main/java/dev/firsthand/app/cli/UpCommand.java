package dev.firsthand.app.cli;

import dev.firsthand.app.edge.LogFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `firsthand up`: starts everything and serves until it is stopped.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Starts the database, the workers and the HTTP doors, and serves until it is stopped.",
        footer = {"", "Example:", "  ./firsthand up --port 8400 --data ./firsthand-data"})
public final class UpCommand implements Callable<Integer> {
    private final ServerStarter starter;
    private final PrintStream results;
    private final PrintStream screen;

    @Mixin
    private StandingOptions standing = new StandingOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder that holds everything (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("firsthand-data");

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "a PostgreSQL 15 or later that you run, postgresql://USER@HOST:PORT/NAME; the password comes"
                    + " from FIRSTHAND_DATABASE_PASSWORD or from settings.properties, never from here")
    private Optional<String> database = Optional.empty();

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "lines of the log (stderr) for people or for programs: text or json (default: text)")
    private LogFormat logFormat = LogFormat.TEXT;

    @Option(
            names = "--operator-link",
            description =
                    "print a fresh one-time link by which the first operator comes back after losing every sign-in")
    private boolean operatorLink;

    public UpCommand(ServerStarter starter, PrintStream results, PrintStream screen) {
        this.starter = starter;
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!standing.portPossible()) {
            screen.printf(
                    "There is no port %d: ports are 0 (a free one) to %d.%n",
                    standing.port(), StandingOptions.PORT_MAX);
            return 2;
        }
        logFormat.use();
        try (RunningServer server = starter.start(new ServerStarter.Wanted(data, standing.wish(), database))) {
            results.printf("Firsthand answers at %s%n", server.address());
            server.fingerprint()
                    .ifPresent(digest -> results.printf(
                            "Only tried out: nobody vouches for its certificate. Its SHA-256 is %s%n", digest));
            server.operatorLink()
                    .ifPresent(link -> results.printf(
                            "First operator: sign in once with %s (good for 7 days, works once)%n", link));
            if (operatorLink && server.operatorLink().isEmpty()) {
                results.printf("Operator: come back once with %s (good for 7 days, works once)%n", server.returnLink());
            }
            results.println("Stop it with Ctrl-C.");
            server.awaitStop();
        }
        return 0;
    }
}
