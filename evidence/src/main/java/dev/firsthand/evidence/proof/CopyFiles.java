package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.command.WrongUseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Where a proof lies, and the folder of files that it is about: a copy brings its proof along.
record CopyFiles(Path proof, Optional<Path> folder) {
    static final String POLICY = "policy.txt";
    static final String KEYS = "keys.txt";

    private static final String RELEASE = "evidence/release.proof";

    /// What a copy has beside the files of its release.
    static final Set<String> NOT_RELEASED = Set.of(RELEASE, "evidence/" + POLICY, "evidence/" + KEYS);

    static CopyFiles at(Path path) throws WrongUseException {
        if (Files.isRegularFile(path)) {
            return new CopyFiles(path, Optional.empty());
        }
        if (!Files.isDirectory(path)) {
            throw new WrongUseException("there is nothing at %s".formatted(path));
        }
        Path proof = path.resolve(RELEASE);
        if (!Files.isRegularFile(proof)) {
            throw new WrongUseException(
                    "%s holds no %s, so it is no whole copy of a release. Give the folder as it was handed over, or a file that ends with .proof"
                            .formatted(path, RELEASE));
        }
        return new CopyFiles(proof, Optional.of(path));
    }

    Path policy() {
        return proof.resolveSibling(POLICY);
    }

    Path keys() {
        return proof.resolveSibling(KEYS);
    }
}
