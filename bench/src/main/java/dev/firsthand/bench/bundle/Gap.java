package dev.firsthand.bench.bundle;

import dev.firsthand.bench.score.Bootstrap;
import dev.firsthand.bench.score.Interval;
import dev.firsthand.bench.score.SampleFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// How much better a policy did in a suite that it could learn from than in one that nobody knew.
///
/// @param credit the mean of the first less that of the second, drawn again within families
/// @param families the same by what went otherwise, where both suites have at least five
public record Gap(Interval credit, Map<String, Interval> families) {
    private static final double ALPHA = 0.05;
    private static final int DRAWS = 10_000;
    private static final double SUSPECT = 0.05;

    public Gap {
        families = new TreeMap<>(families);
    }

    /// Of two runs of one policy.
    public static Gap of(Scores known, Scores unknown) throws IOException {
        Declaration one = known.policy();
        Declaration other = unknown.policy();
        if (!one.name().equals(other.name())
                || !one.version().equals(other.version())
                || !one.weights().equals(other.weights())) {
            throw new IOException("These are runs of two policies, %s %s and %s %s: a gap is that of one."
                    .formatted(one.name(), one.version(), other.name(), other.version()));
        }
        if (known.suite().digest().equals(unknown.suite().digest())) {
            throw new IOException("These are runs of one suite: `bench compare` sets them side by side.");
        }
        List<double[]> a = known.strata(known.perScenario());
        List<double[]> b = unknown.strata(unknown.perScenario());
        if (a.isEmpty() || b.isEmpty()) {
            throw new IOException("No scenario counts in one of the two runs.");
        }
        return new Gap(between(a, b), families(known, unknown));
    }

    private static Map<String, Interval> families(Scores known, Scores unknown) {
        Map<String, double[]> others = unknown.byFamily(unknown.perScenario());
        var families = new TreeMap<String, Interval>();
        known.byFamily(known.perScenario()).forEach((family, values) -> {
            double[] other = others.getOrDefault(family, new double[0]);
            if (Math.min(values.length, other.length) >= Scores.STRATUM_LEAST) {
                families.put(family, between(List.of(values), List.of(other)));
            }
        });
        return families;
    }

    private static Interval between(List<double[]> known, List<double[]> unknown) {
        var groups = new ArrayList<>(known);
        groups.addAll(unknown);
        int first = known.stream().mapToInt(values -> values.length).sum();
        ToDoubleFunction<double[]> gap = all -> SampleFigures.mean(Arrays.copyOf(all, first))
                - SampleFigures.mean(Arrays.copyOfRange(all, first, all.length));
        return new Bootstrap(0, DRAWS).interval(groups, gap, ALPHA);
    }

    /// More than five points beyond chance: what it does there it has learned there.
    public static boolean isSuspect(Interval gap) {
        return gap.low() > SUSPECT;
    }
}
