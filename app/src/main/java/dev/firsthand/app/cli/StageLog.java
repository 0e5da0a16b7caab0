package dev.firsthand.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalDouble;

/// Shows the stages of a walk: a bar while one runs, a line when it is done, and a JSON line where a program reads
/// along.
final class StageLog {
    private static final int BAR_CELLS = 24;
    private static final int NAME_CELLS = 22;

    private final PrintStream results;
    private final PrintStream screen;
    private final boolean asJson;
    private final boolean terminal;
    private final ObjectMapper json = new ObjectMapper();

    StageLog(PrintStream results, PrintStream screen, boolean asJson, boolean terminal) {
        this.results = results;
        this.screen = screen;
        this.asJson = asJson;
        this.terminal = terminal;
    }

    /// What a stage took. `coreSeconds` is the processor time that the server counted; empty where nobody counted.
    record Cost(Duration wall, OptionalDouble coreSeconds, long bytes) {
        static Cost uncounted(Duration wall, long bytes) {
            return new Cost(wall, OptionalDouble.empty(), bytes);
        }
    }

    void progress(String stage, long done, long total) {
        if (!terminal || total <= 0) {
            return;
        }
        int filled = (int) (BAR_CELLS * Math.min(done, total) / total);
        screen.printf("\r  %-" + NAME_CELLS + "s [%s%s]", stage, "#".repeat(filled), ".".repeat(BAR_CELLS - filled));
        screen.flush();
    }

    void done(String stage, Cost cost) throws IOException {
        done(stage, cost, "");
    }

    /// `words`: what came of it, on a line of its own; empty where the name of the stage says it.
    void done(String stage, Cost cost, String words) throws IOException {
        double seconds = cost.wall().toNanos() / 1e9;
        screen.printf(
                "%s  %-" + NAME_CELLS + "s [%s] %6.2f s%n",
                terminal ? "\r" : "",
                stage,
                "#".repeat(BAR_CELLS),
                seconds);
        if (!words.isEmpty()) {
            screen.printf("    %s%n", words);
        }
        if (asJson) {
            ObjectNode line = json.createObjectNode()
                    .put("stage", stage)
                    .put("seconds", seconds)
                    .put(
                            "core_seconds",
                            cost.coreSeconds().stream().boxed().findFirst().orElse(null))
                    .put("bytes", cost.bytes());
            if (!words.isEmpty()) {
                line.put("words", words);
            }
            results.println(json.writeValueAsString(line));
        }
    }

    /// Says something beside the results, on a line of its own.
    void remark(String line) {
        screen.printf("%s  %s%n", terminal ? "\r" : "", line);
    }

    void say(String line) {
        (asJson ? screen : results).println(line);
    }

    void json(ObjectNode line) throws IOException {
        if (asJson) {
            results.println(json.writeValueAsString(line));
        }
    }
}
