package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyPages;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.episode.EpisodeId;
import java.nio.file.Path;
import java.util.List;

/// A finished folder, still where it was built, that waits for its row.
record Assembled(Path staging, ReleaseVersion version, List<FileDigest> files, List<Named> parts) {
    Assembled {
        files = List.copyOf(files);
        parts = List.copyOf(parts);
    }

    String manifestSha256() {
        return files.stream()
                .filter(file -> file.path().equals(CopyPages.MANIFEST))
                .map(FileDigest::sha256)
                .findFirst()
                .orElseThrow();
    }

    List<EpisodeId> episodes() {
        return parts.stream()
                .map(named -> named.part().episode().id())
                .distinct()
                .toList();
    }

    long sizeBytes() {
        return files.stream().mapToLong(FileDigest::sizeBytes).sum();
    }

    /// A part under the name that its copy gives it.
    record Named(String pseudonym, Part part) {}

    static List<String> names(List<Named> parts) {
        return parts.stream().map(Named::pseudonym).toList();
    }
}
