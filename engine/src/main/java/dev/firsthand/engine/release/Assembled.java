package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.ReleaseVersion;
import java.nio.file.Path;
import java.util.List;

/// A finished folder, still where it was built, that waits for its row.
record Assembled(Path staging, ReleaseVersion version, String manifestSha256, long sizeBytes, List<Named> parts) {
    Assembled {
        parts = List.copyOf(parts);
    }

    /// A part under the name that its copy gives it.
    record Named(String pseudonym, Part part) {}

    static List<String> names(List<Named> parts) {
        return parts.stream().map(Named::pseudonym).toList();
    }
}
