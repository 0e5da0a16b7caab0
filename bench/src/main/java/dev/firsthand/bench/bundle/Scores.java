package dev.firsthand.bench.bundle;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Trace;
import dev.firsthand.bench.trial.Trial;
import dev.firsthand.bench.trial.Twins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a run is worth, worked out of its traces alone: each is lived again and must come to the same states.
public final class Scores {
    static final int STRATUM_LEAST = 5;

    private static final String SCHEMA = "home/scores/1";

    private final Suite suite;
    private final Declaration policy;
    private final int starts;
    private final List<Optional<EpisodeResult>> episodes;

    private Scores(Suite suite, Declaration policy, int starts, List<Optional<EpisodeResult>> episodes) {
        this.suite = suite;
        this.policy = policy;
        this.starts = starts;
        this.episodes = List.copyOf(episodes);
    }

    /// A trace that does not lead where it says stops this, with its file's number, arm and decision. Scenarios
    /// are lived on all cores; of several faults the first in the suite's order is told.
    public static Scores of(Bundle bundle) throws IOException {
        List<Judged> judged = IntStream.range(0, bundle.suite().scenarios().size())
                .parallel()
                .mapToObj(i -> judged(bundle, i))
                .toList();
        var episodes = new ArrayList<Optional<EpisodeResult>>();
        for (Judged one : judged) {
            if (one.fault().isPresent()) {
                throw one.fault().get();
            }
            episodes.add(one.result());
        }
        return new Scores(bundle.suite(), bundle.policy(), bundle.starts(), episodes);
    }

    /// One scenario's result, or why there is none; neither where it was not lived.
    private record Judged(Optional<EpisodeResult> result, Optional<IOException> fault) {}

    private static Judged judged(Bundle bundle, int index) {
        try {
            Optional<Map<Arm, Trace>> traces = bundle.traces(index);
            return new Judged(
                    traces.isEmpty() ? Optional.empty() : Optional.of(result(bundle, index, traces.get())),
                    Optional.empty());
        } catch (IOException fault) {
            return new Judged(Optional.empty(), Optional.of(fault));
        }
    }

    private static EpisodeResult result(Bundle bundle, int index, Map<Arm, Trace> traces) throws IOException {
        Suite suite = bundle.suite();
        Scenario scenario = suite.scenarios().get(index);
        var arms = new EnumMap<Arm, Outcome>(Arm.class);
        for (Map.Entry<Arm, Trace> one : traces.entrySet()) {
            if (!isLeftOut(bundle, scenario, one.getKey(), one.getValue())) {
                arms.put(one.getKey(), lived(suite, index, one.getKey(), one.getValue()));
            }
        }
        return EpisodeResult.of(suite.ids().get(index), new Twins(scenario, arms));
    }

    /// A person plays a day once; whoever else leaves a twin out would hide what it shows. So would who shows probes
    /// of some days only.
    private static boolean isLeftOut(Bundle bundle, Scenario scenario, Arm arm, Trace trace) throws IOException {
        boolean isOut = trace.ending() == Ending.NOT_LIVED && trace.decisions() == 0;
        boolean isAsked = bundle.arms().contains(arm);
        if (!isAsked && !isOut) {
            throw new IOException("The arm %s was lived, and the run says that it was not probed.".formatted(arm));
        }
        boolean isOfPerson = bundle.policy().isPerson() && arm.isOfPolicyAgain();
        return isOut && (!isAsked || isOfPerson || !arm.isOf(scenario));
    }

    private static Outcome lived(Suite suite, int index, Arm arm, Trace trace) throws IOException {
        if (trace.ending() == Ending.NOT_LIVED) {
            throw new IOException("Scenario %d: its arm %s was not lived.".formatted(index + 1, arm));
        }
        if (!arm.isOfPolicy() && trace.ending() != Ending.OVER) {
            throw new IOException("Scenario %d: its arm %s is ours and ended by %s, as none of ours does."
                    .formatted(index + 1, arm, trace.ending().word()));
        }
        if (trace.ending() == Ending.OUT_OF_DECISIONS && trace.decisions() != Trial.DECISIONS_MAX) {
            throw new IOException("Scenario %d: its arm %s says that it was out of decisions after %d of %d."
                    .formatted(index + 1, arm, trace.decisions(), Trial.DECISIONS_MAX));
        }
        if (arm.isIdle() && !trace.answersOnly(Baselines.NOTHING)) {
            throw new IOException("Scenario %d: the robot did something in its arm %s.".formatted(index + 1, arm));
        }
        return switch (Trial.replay(suite.scenarios().get(index), suite.library(), arm, trace)) {
            case Trial.ReplayResult.Same(Outcome outcome) -> outcome;
            case Trial.ReplayResult.Different(int decision) ->
                throw new IOException("Scenario %d, arm %s: decision %d does not lead where its trace says."
                        .formatted(index + 1, arm, decision + 1));
        };
    }

    public Suite suite() {
        return suite;
    }

    public Declaration policy() {
        return policy;
    }

    /// One for each scenario of the suite; a scenario that was not lived to its end has none.
    List<Optional<EpisodeResult>> episodes() {
        return episodes;
    }

    /// The score of each scenario that counts, in the suite's order; one that is missing counts as 0.
    public double[] perScenario() {
        return episodes.stream()
                .mapToDouble(one -> one.isEmpty() ? 0 : one.get().score().q().orElse(Double.NaN))
                .toArray();
    }

    /// Values of the scenarios that count, by what went otherwise in them, in the suite's order; a scenario that is
    /// missing is in its family.
    Map<String, double[]> byFamily(double[] perScenario) {
        return IntStream.range(0, perScenario.length)
                .filter(i -> !Double.isNaN(perScenario[i]))
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> suite.scenarios().get(i).family(),
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                places -> places.stream()
                                        .mapToDouble(i -> perScenario[i])
                                        .toArray())));
    }

    /// The same, to be drawn from apart. Of a few values too little is known of how they spread: small families are
    /// drawn from together.
    List<double[]> strata(double[] perScenario) {
        Map<Boolean, List<double[]>> bySize = byFamily(perScenario).values().stream()
                .collect(Collectors.partitioningBy(family -> family.length >= STRATUM_LEAST));
        var strata = new ArrayList<>(bySize.getOrDefault(true, List.of()));
        double[] rest = bySize.getOrDefault(false, List.of()).stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
        if (rest.length > 0) {
            strata.add(rest);
        }
        return strata;
    }

    public Map<String, Object> fields() {
        var fields = new TreeMap<String, Object>();
        fields.put("schema", SCHEMA);
        fields.put("grader", Bundle.GRADER);
        fields.put("suite", suite.digest());
        fields.put("policy", policy.fields());
        fields.put("starts", starts);
        suite.deployment()
                .ifPresent(one -> fields.put("deployment", Map.of("name", one.name(), "sha256", one.digest())));
        fields.put("summary", summary());
        fields.put("families", new Groups(this).families());
        fields.put("reactions", new Groups(this).reactions());
        fields.put("roles", new Groups(this).roles());
        fields.put(
                "episodes",
                episodes.stream()
                        .map(one -> one.map(EpisodeResult::fields).orElse(Map.of("ending", "missing")))
                        .toList());
        return fields;
    }

    /// The figures of the whole run.
    public Map<String, Object> summary() {
        return new Summary(this).fields();
    }

    /// The canonical form: the same traces give the same bytes.
    public String json() {
        return Json.text(fields());
    }
}
