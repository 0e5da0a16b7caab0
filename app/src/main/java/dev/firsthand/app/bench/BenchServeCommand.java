package dev.firsthand.app.bench;

import dev.firsthand.app.cli.Version;
import dev.firsthand.bench.bundle.PlayedRun;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.serve.Plays;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand bench serve`: days that learners step and people play.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Serves days to learners, who step them over a WebSocket (python/firsthand_gym), and to people, who play "
                        + "them on a page with a policy's view. Runs until it is stopped. Whoever reaches the port may step and play.",
        footer = {"", "Example:", "  ./firsthand bench serve --suite practice --keep played"})
final class BenchServeCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream screen;
    private final InstantSource clock;

    @Option(names = "--suite", description = "`practice`, or a folder that `bench gen` made (default ${DEFAULT-VALUE})")
    private String suite = "practice";

    @Option(names = "--host", description = "where to listen (default ${DEFAULT-VALUE}: this machine alone)")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "0 for a free one (default ${DEFAULT-VALUE})")
    private int port = 8765;

    @Option(names = "--keep", description = "the folder of the bundle that people's days go to; not kept unless said")
    private Optional<Path> keep = Optional.empty();

    BenchServeCommand(PrintStream results, PrintStream screen, InstantSource clock) {
        this.results = results;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Suite served = suite.equals("practice") ? Suite.practice() : Suite.read(Path.of(suite));
        Optional<PlayedRun> kept = keep.isEmpty() ? Optional.empty() : Optional.of(PlayedRun.at(keep.get(), served));
        var at = new InetSocketAddress(host, port);
        try (BenchServer server = BenchServer.start(served, new Plays(served, kept), at, clock)) {
            results.println(server.address());
            screen.printf("Play on %s, step on %s. Ctrl-C stops.%n", server.address(), server.steps());
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
