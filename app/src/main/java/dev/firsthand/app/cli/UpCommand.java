package dev.firsthand.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand up`: starts everything and serves until it is stopped.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Starts the database, the workers and the HTTP doors, and serves until it is stopped.",
        footer = {"", "Example:", "  ./firsthand up --port 8400 --data ./firsthand-data"})
public final class UpCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8400;
    private static final int PORT_MAX = 65_535;

    private final ServerStarter starter;
    private final PrintStream results;
    private final PrintStream screen;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "port on the loopback address; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port = DEFAULT_PORT;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder that holds everything (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("firsthand-data");

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
        if (port < 0 || port > PORT_MAX) {
            screen.printf("There is no port %d: ports are 0 (a free one) to %d.%n", port, PORT_MAX);
            return 2;
        }
        try (RunningServer server = starter.start(data, port)) {
            results.printf("Firsthand answers at %s%n", server.address());
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
