package dev.firsthand.bench.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Whether a bundle is what it says: each byte as it was sealed, each trace leads where it says, and the scores
/// follow.
///
/// @param faults what is wrong, in words; none if all holds
/// @param scores what the traces come to; none if they lead elsewhere or the run was cut
public record Verification(List<String> faults, Optional<Scores> scores) {
    public Verification {
        faults = List.copyOf(faults);
    }

    public boolean holds() {
        return faults.isEmpty();
    }

    /// The same, and whoever is ours lives their lives again: as long as the run took, but for the policy's own
    /// thinking.
    public static Verification thinkingAgain(Path folder) throws IOException {
        Verification replayed = of(folder);
        if (replayed.scores().isEmpty()) {
            return replayed;
        }
        List<String> faults = new ArrayList<>(replayed.faults());
        faults.addAll(ThinkingAgain.faults(Bundle.open(folder)));
        return new Verification(faults, replayed.scores());
    }

    public static Verification of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder %s: give one that `bench run` made.".formatted(folder));
        }
        if (Bundle.isOne(folder) && !Files.isRegularFile(folder.resolve(Digests.FILE))) {
            return new Verification(
                    List.of(
                            "%s is missing: the run was cut before its end, or somebody took it away. `bench run --resume` ends a run."
                                    .formatted(Digests.FILE)),
                    Optional.empty());
        }
        List<String> faults = new ArrayList<>();
        for (String name : Digests.altered(folder)) {
            faults.add("%s is not as it was sealed (altered, missing or new).".formatted(name));
        }
        Optional<Scores> scores = Optional.empty();
        try {
            Scores lived = Scores.of(Bundle.open(folder));
            scores = Optional.of(lived);
            String stored = Files.readString(folder.resolve(Bundle.SCORES));
            if (!stored.equals(lived.json() + "\n")) {
                faults.add("%s does not follow from the traces; `bench rescore` prints what does."
                        .formatted(Bundle.SCORES));
            }
        } catch (IOException broken) {
            faults.add(Objects.requireNonNullElse(broken.getMessage(), broken.toString()));
        }
        return new Verification(faults, scores);
    }
}
