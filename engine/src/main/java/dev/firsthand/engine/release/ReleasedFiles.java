package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.proof.FileLine;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a copy as its release binds them: which belong to one episode alone, and may go with it.
final class ReleasedFiles {
    private ReleasedFiles() {}

    /// Reads lines that were kept as text.
    static List<FileLine> parse(String text) {
        return text.lines().map(ReleasedFiles::line).toList();
    }

    private static FileLine line(String text) {
        String[] words = text.split(" ", 3);
        return new FileLine(new Sha256(words[0]), Optional.of(words[1]).filter(name -> !name.equals("-")), words[2]);
    }

    /// `pseudonyms` in the order of the copy.
    static List<FileLine> lines(List<FileDigest> files, List<String> pseudonyms) {
        Map<String, String> owners = new HashMap<>();
        for (int index = 0; index < pseudonyms.size(); index++) {
            owners.put(CopyLayout.mcap(index), pseudonyms.get(index));
            owners.put(CopyLayout.video(index), pseudonyms.get(index));
        }
        return files.stream()
                .map(file -> new FileLine(
                        new Sha256(file.sha256()), Optional.ofNullable(owners.get(file.path())), file.path()))
                .sorted(Comparator.comparing(FileLine::path))
                .toList();
    }
}
