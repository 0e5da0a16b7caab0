package dev.firsthand.engine.release;

import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.copy.CopyPages;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Origin;
import dev.firsthand.engine.rules.RulesUsed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// A finished folder, still where it was built, that waits for its row.
record Assembled(Path staging, ReleaseVersion version, List<FileDigest> files, List<Named> parts, RulesUsed rules) {
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

    /// Those of which the copy holds the motion of a body.
    Set<EpisodeId> withMotion() {
        return parts.stream()
                .map(Named::part)
                .filter(Part::withMotion)
                .map(part -> part.episode().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    long sizeBytes() {
        return files.stream().mapToLong(FileDigest::sizeBytes).sum();
    }

    /// A part under the name that its copy gives it.
    record Named(String pseudonym, Part part) {}

    /// Of whom a copy is, by the sessions in which they recorded it.
    static Map<SessionId, UUID> people(List<Named> parts) {
        Map<SessionId, UUID> people = new HashMap<>();
        for (Named named : parts) {
            if (named.part().episode().origin() instanceof Origin.Recorded recorded) {
                people.put(recorded.session(), recorded.contributor().value());
            }
        }
        return people;
    }

    static List<String> names(List<Named> parts) {
        return parts.stream().map(Named::pseudonym).toList();
    }
}
