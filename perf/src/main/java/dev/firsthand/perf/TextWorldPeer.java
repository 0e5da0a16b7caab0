package dev.firsthand.perf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// TextWorldExpress, the fastest text world of a household that we know, stepped by a program of ours in a JVM of its
/// own.
final class TextWorldPeer {
    static final String HOW_TO_GET =
            "conformance/peers --install-textworld, or FIRSTHAND_TEXTWORLD_JAR=<textworld-express.jar>";
    private static final String JAR = "FIRSTHAND_TEXTWORLD_JAR";
    private static final int SECONDS_A_ROUND = 8;

    private final Path jar;
    private final Path program;

    private TextWorldPeer(Path jar, Path program) {
        this.jar = jar;
        this.program = program;
    }

    static Optional<TextWorldPeer> find(Path root) {
        String named = System.getenv(JAR);
        Path jar = named == null
                ? root.resolve("conformance/.venv/textworld/textworld_express/textworld-express.jar")
                : Path.of(named);
        Path program = root.resolve("conformance/textworld_bench");
        return Files.exists(jar) && Files.exists(program)
                ? Optional.of(new TextWorldPeer(jar.toAbsolutePath(), program.toAbsolutePath()))
                : Optional.empty();
    }

    /// @param steps after which a new game is made, if it has not ended before
    JsonNode run(String game, int steps) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        jar.toString(),
                        "--source",
                        "25",
                        program.toString(),
                        game,
                        Integer.toString(steps),
                        Integer.toString(SECONDS_A_ROUND))
                .directory(jar.resolveSibling("").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line;
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            line = output.readLine();
        }
        if (process.waitFor() != 0 || line == null) {
            throw new IOException("TextWorldExpress did not end well");
        }
        return new ObjectMapper().readTree(line);
    }
}
