package dev.firsthand.bench.bundle;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Trace;
import dev.firsthand.bench.trial.Twins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets whoever is ours decide again: the oracle and nobody, and the policy where it is built in. A replay proves
/// that the answers of a trace lead where it says; that they are the oracle's own, only the oracle can say.
final class ThinkingAgain {
    private static final String BUILT_IN = "builtin:";
    private static final List<Arm> OURS =
            Arm.USUAL.stream().filter(arm -> !arm.isOfPolicy()).toList();

    private final Bundle bundle;
    private final Optional<Contestant> policy;

    private ThinkingAgain(Bundle bundle) {
        this.bundle = bundle;
        policy = Baselines.all().stream()
                .filter(one -> bundle.policy().address().equals(BUILT_IN + one.name()))
                .findFirst();
    }

    /// The lives that are not what their own would have lived, in words.
    static List<String> faults(Bundle bundle) throws IOException {
        var thinking = new ThinkingAgain(bundle);
        try {
            return IntStream.range(0, bundle.suite().scenarios().size())
                    .parallel()
                    .boxed()
                    .flatMap(thinking::faults)
                    .toList();
        } catch (UncheckedIOException damaged) {
            throw damaged.getCause();
        }
    }

    private Stream<String> faults(int index) {
        try {
            Optional<Map<Arm, Trace>> stored = bundle.traces(index);
            return stored.isEmpty() ? Stream.empty() : differing(index, stored.get());
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private Stream<String> differing(int index, Map<Arm, Trace> stored) {
        Scenario scenario = bundle.suite().scenarios().get(index);
        Twins again = Twins.run(
                scenario,
                bundle.suite().library(),
                policy.orElse(Baselines.noOp()),
                policy.isPresent() ? bundle.arms() : OURS);
        return again.arms().entrySet().stream()
                .filter(life -> !isSame(life.getValue(), stored.get(life.getKey())))
                .map(life -> "Scenario %d: its arm %s is not what %s does there."
                        .formatted(index + 1, life.getKey(), who(life.getKey())))
                .sorted();
    }

    private static boolean isSame(Outcome lived, @Nullable Trace stored) {
        return stored != null && stored.head().equals(lived.trace().head());
    }

    private String who(Arm arm) {
        if (arm.isOfPolicy()) {
            return bundle.policy().address();
        }
        return arm == Arm.ORACLE ? "the oracle" : "nobody";
    }
}
