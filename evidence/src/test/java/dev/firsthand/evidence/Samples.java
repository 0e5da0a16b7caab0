package dev.firsthand.evidence;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// Files of other implementations that lie beside the repository; tests that need them run where they are.
public final class Samples {
    private Samples() {}

    /// A folder of the samples of logs: `shared/samples/log`, beside some folder above.
    public static Path log(String folder) {
        Path start = Path.of("").toAbsolutePath();
        Path found = start.resolve("shared/samples/log").resolve(folder);
        for (Path above = start; above != null && !Files.isDirectory(found); above = above.getParent()) {
            found = above.resolve("shared/samples/log").resolve(folder);
        }
        assumeThat(found).isDirectory();
        return found;
    }
}
