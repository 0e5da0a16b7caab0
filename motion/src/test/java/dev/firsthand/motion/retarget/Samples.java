package dev.firsthand.motion.retarget;

import java.nio.file.Files;
import java.nio.file.Path;

/// Files of other programs, where `shared/samples` stands in a folder above the repository.
final class Samples {
    private Samples() {}

    /// A folder that is not there where the samples are not.
    static Path folder(String name) {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path samples = above.resolve("shared/samples").resolve(name);
            if (Files.isDirectory(samples)) {
                return samples;
            }
        }
        return Path.of("no-samples");
    }
}
