package dev.firsthand.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.app.cli.DemoWalk.Walked;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand demo`: walks the whole way without a hand on it.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Walks a recording from upload to release, and to the withdrawal of its contributor, through the"
                + " HTTP doors of a server of its own.",
        footer = {"", "Example:", "  ./firsthand demo --video kitchen.mp4 --cleared --out ./demo"})
public final class DemoCommand implements Callable<Integer> {
    private static final int DONE_WITH_LOSSES = 3;

    private final ServerStarter starter;
    private final PrintStream results;
    private final PrintStream screen;
    private final InstantSource clock;

    @Option(
            names = "--video",
            paramLabel = "FILE",
            description = "a video to walk with, repeatable; without one the demo makes its own recording")
    private List<Path> videos = List.of();

    @Option(
            names = "--imu",
            paramLabel = "FILE",
            description =
                    "sensor file of the video at the same place in the row: .gcsv, or a table whose columns are known"
                            + " (docs/how-to/bring-an-imu-file.md)")
    private List<Path> imus = List.of();

    @Option(names = "--task", paramLabel = "TEXT", description = "what is done in it, in one sentence")
    private Optional<String> task = Optional.empty();

    @Option(
            names = "--cleared",
            description = "say that you have looked at every second of the videos, and no face, screen, document,"
                    + " name or child can be seen")
    private boolean cleared;

    @Option(
            names = "--withdraw",
            description = "go on with your videos as the demo does with its own: a second contributor records, the"
                    + " first withdraws, the release is superseded, the holder acknowledges")
    private boolean withdraw;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the data and the release go (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("firsthand-demo");

    @Option(names = "--json", description = "print one JSON line per stage: seconds, core-seconds, bytes")
    private boolean json;

    public DemoCommand(ServerStarter starter, PrintStream results, PrintStream screen, InstantSource clock) {
        this.starter = starter;
        this.results = results;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String problem = problem();
        if (!problem.isEmpty()) {
            screen.println(problem);
            return 2;
        }
        StageLog log = new StageLog(results, screen, json, terminal());
        DemoOptions options = new DemoOptions(videos, imus, task, cleared, withdraw, out);
        Files.createDirectories(out);
        screen.printf("Walking from recording to release in %s%n", out);
        List<DemoRecording> recordings = DemoRecordings.of(options, log, clock);
        long began = clock.millis();
        try (RunningServer server = starter.start(out.resolve("data"), 0)) {
            log.done("server starts", StageLog.Cost.uncounted(Duration.ofMillis(clock.millis() - began), 0));
            return walk(server, options, log, recordings);
        }
    }

    private int walk(RunningServer server, DemoOptions options, StageLog log, List<DemoRecording> recordings)
            throws IOException, InterruptedException {
        try {
            Walked walked = new DemoWalk(options, log, clock).walk(server, recordings);
            new DemoSummary(options, walked, log, new ObjectMapper()).print();
            return exitCode(walked);
        } catch (IOException fault) {
            if (!server.stopping()) {
                throw fault;
            }
            screen.printf(
                    "%nStopped before the end. To walk again, remove %s or give another folder with --out.%n", out);
            return 1;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // it is null where a process has no console at all
    private static boolean terminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static int exitCode(Walked walked) {
        if (walked.copies().isEmpty()) {
            return 1;
        }
        return walked.refused().isEmpty() && walked.failed().isEmpty() ? 0 : DONE_WITH_LOSSES;
    }

    private String problem() throws IOException {
        for (Path file : Stream.concat(videos.stream(), imus.stream()).toList()) {
            if (!Files.isRegularFile(file)) {
                return "There is no file %s. Give the path of a file that is there.".formatted(file);
            }
        }
        if (imus.size() > videos.size()) {
            return "There are %d --imu files but %d --video files. Give each --imu after its --video."
                    .formatted(imus.size(), videos.size());
        }
        if (Files.exists(out.resolve("data"))) {
            return "%s holds an earlier demo. Give another folder with --out, or remove this one.".formatted(out);
        }
        return DemoRecordings.problem(imus).orElse("");
    }
}
