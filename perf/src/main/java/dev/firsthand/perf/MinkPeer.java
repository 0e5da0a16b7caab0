package dev.firsthand.perf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.motion.retarget.KnownRobot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A differential-IK loop of mink on MuJoCo, timed by its own script in a Python of its own, on one thread.
final class MinkPeer {
    static final String HOW_TO_GET = "conformance/peers --install-mink, or FIRSTHAND_MINK_PYTHON=<a python with mink>";
    private static final String PYTHON = "FIRSTHAND_MINK_PYTHON";

    private final Path python;
    private final Path script;

    private MinkPeer(Path python, Path script) {
        this.python = python;
        this.script = script;
    }

    static Optional<MinkPeer> find(Path root) {
        String named = System.getenv(PYTHON);
        Path python = named == null ? root.resolve("conformance/.venv/mink/bin/python") : Path.of(named);
        Path script = root.resolve("conformance/mink_bench.py");
        return Files.isExecutable(python) && Files.exists(script)
                ? Optional.of(new MinkPeer(python, script))
                : Optional.empty();
    }

    JsonNode run(Path work, Path csv, double framesPerSecond) throws IOException, InterruptedException {
        Path urdf = work.resolve("g1.urdf");
        try (var in = KnownRobot.G1.urdf()) {
            Files.write(urdf, in.readAllBytes());
        }
        var builder = new ProcessBuilder(
                        python.toString(),
                        script.toString(),
                        urdf.toString(),
                        csv.toString(),
                        Double.toString(framesPerSecond))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.start();
        String line;
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            line = output.readLine();
        }
        if (process.waitFor() != 0 || line == null) {
            throw new IOException("mink's loop did not end well");
        }
        return new ObjectMapper().readTree(line);
    }
}
