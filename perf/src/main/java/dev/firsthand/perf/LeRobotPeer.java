package dev.firsthand.perf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LeRobot's own writer, timed by its own script in a Python of its own: the frames are in memory when its clock
/// starts.
final class LeRobotPeer {
    static final String HOW_TO_GET = "conformance/peers --install, or FIRSTHAND_LEROBOT_PYTHON=<a python with lerobot>";
    private static final String PYTHON = "FIRSTHAND_LEROBOT_PYTHON";

    private final Path python;
    private final Path script;

    private LeRobotPeer(Path python, Path script) {
        this.python = python;
        this.script = script;
    }

    static Optional<LeRobotPeer> find(Path root) {
        String named = System.getenv(PYTHON);
        Path python = named == null ? root.resolve("conformance/.venv/lerobot/bin/python") : Path.of(named);
        Path script = root.resolve("conformance/lerobot_writer_bench.py");
        return Files.isExecutable(python) && Files.exists(script)
                ? Optional.of(new LeRobotPeer(python, script))
                : Optional.empty();
    }

    /// One line per writer (`streaming`, `default`), with its default codec.
    List<JsonNode> run(Path video, int runs) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        python.toString(),
                        script.toString(),
                        video.toString(),
                        "--runs",
                        Integer.toString(runs),
                        "--codecs",
                        "libsvtav1")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HF_HUB_OFFLINE", "1");
        Process process = builder.start();
        List<JsonNode> lines = new ArrayList<>();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line :
                    output.lines().filter(text -> text.startsWith("{")).toList()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("lerobot's writer ended with " + exit);
        }
        return lines;
    }
}
