package dev.firsthand.perf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One whole walk of a recording through `./firsthand demo`, upload to release, with every process watched. Server and
/// client share the JVM, so its memory and processor time are a little more than a server's alone.
record Walk(List<Stage> stages, double seconds, double coreSeconds, long jvmPeakBytes, Map<String, Long> childPeaks) {

    /// A line that the demo printed. `coreSeconds` are those that the server counted for the step; for an upload those
    /// of all processes since the line before.
    record Stage(String name, double seconds, double coreSeconds, long bytes) {}

    static Walk of(BenchOptions options, Path video) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process demo = new ProcessBuilder(
                        options.root().resolve("firsthand").toString(),
                        "demo",
                        "--json",
                        "--cleared",
                        "--video",
                        video.toString(),
                        "--out",
                        options.work().resolve("demo").toString())
                .redirectError(options.work().resolve("demo.log").toFile())
                .start();
        try (var watch = new ProcessWatch(demo.toHandle());
                var lines = demo.inputReader(StandardCharsets.UTF_8)) {
            var stages = stages(lines, watch);
            int exit = demo.waitFor();
            if (exit != 0) {
                throw new IOException("the walk ended with %d; see demo.log".formatted(exit));
            }
            return new Walk(
                    stages,
                    (System.nanoTime() - began) / 1e9,
                    watch.cpuSeconds(),
                    watch.rootPeakBytes(),
                    watch.peakBytesOfChildren());
        } finally {
            demo.destroy();
        }
    }

    private static List<Stage> stages(java.io.BufferedReader lines, ProcessWatch watch) throws IOException {
        var json = new ObjectMapper();
        List<Stage> stages = new ArrayList<>();
        double before = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode read = json.readTree(line);
            if (!read.has("stage")) {
                continue;
            }
            double now = watch.cpuSeconds();
            double counted = read.path("core_seconds").asDouble();
            stages.add(new Stage(
                    read.path("stage").asText(),
                    read.path("seconds").asDouble(),
                    counted > 0 ? counted : now - before,
                    read.path("bytes").asLong()));
            before = now;
        }
        return stages;
    }

    /// The most that one child held, whichever it was; the database's processes are not counted as children of work.
    long largestChildBytes() {
        return childPeaks.entrySet().stream()
                .filter(child -> !child.getKey().startsWith("postgres"))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
