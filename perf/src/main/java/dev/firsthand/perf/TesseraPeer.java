package dev.firsthand.perf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Tessera's POSIX driver at the work of our log's door, on the same disk: `perf/tessera`, a Go program of its own.
final class TesseraPeer {
    private static final String VERSION = "1.0.4";

    private final Path program;
    private final Path folder;

    private TesseraPeer(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /// How many entries its published checkpoints covered, and how long each waited for that.
    record Measured(double perSecond, double p50Intervals) {}

    /// Empty where there is no Go that builds it.
    static Optional<TesseraPeer> build(Path root, Path work) throws InterruptedException {
        Path program = work.resolve("tessera-bench");
        try {
            int exit = new ProcessBuilder("go", "build", "-o", program.toString(), ".")
                    .directory(root.resolve("perf/tessera").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            return exit == 0 ? Optional.of(new TesseraPeer(program, work.resolve("tessera-log"))) : Optional.empty();
        } catch (IOException noGo) {
            return Optional.empty();
        }
    }

    static String name() {
        return "Tessera %s, POSIX driver, Ed25519 alone".formatted(VERSION);
    }

    Measured measure(int appenders, int outstanding, Span span) throws IOException, InterruptedException {
        Folders.delete(folder);
        Process running = new ProcessBuilder(List.of(
                        program.toString(),
                        "-folder=" + folder,
                        "-appenders=" + appenders,
                        "-outstanding=" + outstanding,
                        "-interval=" + milliseconds(span.interval()),
                        "-warm=" + milliseconds(span.warm()),
                        "-measured=" + milliseconds(span.measured())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] said = running.getInputStream().readAllBytes();
        if (running.waitFor() != 0) {
            throw new IOException("Tessera's bench ended with " + running.exitValue());
        }
        JsonNode figures = new ObjectMapper().readTree(said);
        return new Measured(
                figures.path("perSecond").asDouble(),
                figures.path("p50Intervals").asDouble());
    }

    /// How often a checkpoint comes, and how long is warmed up and measured.
    record Span(Duration interval, Duration warm, Duration measured) {}

    private static String milliseconds(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
