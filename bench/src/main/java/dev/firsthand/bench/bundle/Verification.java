package dev.firsthand.bench.bundle;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Whether a bundle is what it says: each byte as it was sealed, each trace leads where it says, doing nothing was
/// doing nothing, and the scores follow.
///
/// @param faults what is wrong, in words; none if all holds
public record Verification(List<String> faults) {
    public Verification {
        faults = List.copyOf(faults);
    }

    public boolean holds() {
        return faults.isEmpty();
    }

    public static Verification of(Path folder) throws IOException {
        List<String> faults = new ArrayList<>();
        for (String name : Digests.altered(folder)) {
            faults.add("%s is not as it was sealed (altered, missing or new).".formatted(name));
        }
        try {
            Bundle bundle = Bundle.open(folder);
            checkIdle(bundle, faults);
            Scores scores = Scores.of(bundle);
            String stored = Files.readString(folder.resolve(Bundle.SCORES));
            if (!stored.equals(scores.json() + "\n")) {
                faults.add("%s does not follow from the traces; `bench rescore` prints what does."
                        .formatted(Bundle.SCORES));
            }
        } catch (IOException broken) {
            faults.add(Objects.requireNonNullElse(broken.getMessage(), broken.toString()));
        }
        return new Verification(faults);
    }

    /// What the robot answered where it was to do nothing; where that leads is lived again with the rest.
    private static void checkIdle(Bundle bundle, List<String> faults) throws IOException {
        for (int i = 0; i < bundle.suite().scenarios().size(); i++) {
            Map<Arm, Trace> traces = bundle.traces(i).orElse(Map.of());
            for (Arm arm : List.of(Arm.NO_OP, Arm.HUMAN_ONLY)) {
                Trace stored = traces.get(arm);
                boolean isIdle =
                        stored == null || (stored.ending() == Ending.OVER && stored.answersOnly(Baselines.NOTHING));
                if (!isIdle) {
                    faults.add("Scenario %d: the robot did something in its arm %s.".formatted(i + 1, arm));
                }
            }
        }
    }
}
