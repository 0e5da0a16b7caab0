package dev.firsthand.bench.bundle;

import dev.firsthand.bench.scenario.Deployment;
import dev.firsthand.bench.score.Bootstrap;
import dev.firsthand.bench.score.ClopperPearson;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.score.HorizonCurve;
import dev.firsthand.bench.score.Interval;
import dev.firsthand.bench.score.SampleFigures;
import dev.firsthand.bench.score.Survival;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The figures of a whole run, each with its interval where there is one.
final class Summary {
    static final double ALPHA = 0.05;
    private static final int DRAWS = 10_000;
    private static final double MINUTE_MS = 60_000;
    private static final int CHAIN_LIMIT = 30;
    private static final long DAY_MS = 86_400_000;

    private final Scores scores;
    private final List<EpisodeResult> lived;
    private final List<EpisodeScore.TaskScore> tasks;
    private final Map<String, Object> fields = new TreeMap<>();

    Summary(Scores scores) {
        this.scores = scores;
        lived = scores.episodes().stream().flatMap(Optional::stream).toList();
        tasks = lived.stream().flatMap(one -> one.score().tasks().stream()).toList();
    }

    Map<String, Object> fields() {
        fields.put("scenarios", scores.episodes().size());
        fields.put("missing", scores.episodes().size() - lived.size());
        fields.put("unfair", (int)
                lived.stream().filter(one -> one.oracleQ().orElse(1) < 1).count());
        fields.put("deaf", (int) lived.stream().filter(EpisodeResult::isDeaf).count());
        fields.put("deaf_unknown", (int)
                lived.stream().filter(one -> !one.isHearingKnown()).count());
        fields.put(
                "decisions",
                lived.stream()
                        .mapToLong(one -> one.outcome().trace().decisions())
                        .sum());
        fields.put(
                "robot_hours", lived.stream().mapToDouble(EpisodeResult::hours).sum());
        addCredit();
        addTwins();
        addValued();
        addSuccess();
        addChains();
        addCurve();
        addDays();
        addHonesty();
        new PeopleFigures(lived, fields).add();
        addFailures();
        return fields;
    }

    private void addCredit() {
        double[] credit = Arrays.stream(scores.perScenario())
                .filter(q -> !Double.isNaN(q))
                .toArray();
        if (credit.length == 0) {
            return;
        }
        List<double[]> strata = scores.strata(scores.perScenario());
        var bootstrap = new Bootstrap(0, DRAWS);
        put("q", bootstrap.interval(strata, SampleFigures::mean, ALPHA));
        put("iqm", bootstrap.interval(strata, SampleFigures::interquartileMean, ALPHA));
    }

    /// What the policy earns more or less in a life beside its own, scenario by scenario; and what people do alone.
    private void addTwins() {
        addMean("twist_cost", one -> difference(one.score().twins().calm(), one.comparable()));
        addMean(
                "swapped_cost",
                one -> difference(one.comparable(), one.score().twins().swapped()));
        addMean(
                "requester_cost",
                one -> difference(one.comparable(), one.score().twins().otherRequester()));
        addMean("human_only", one -> one.score().twins().humanOnly());
        for (Arm arm : Arm.PROBES) {
            addMean(
                    EpisodeResult.key(arm, "cost"),
                    one -> difference(one.comparable(), one.score().twins().probe(arm)));
        }
    }

    private static OptionalDouble difference(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(one.getAsDouble() - other.getAsDouble())
                : OptionalDouble.empty();
    }

    private void addMean(String key, Function<EpisodeResult, OptionalDouble> figure) {
        double[] values = lived.stream()
                .map(figure)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        if (values.length > 0) {
            put(key, new Bootstrap(0, DRAWS).interval(List.of(values), SampleFigures::mean, ALPHA));
        }
    }

    /// Beside the credit and never instead of it: what it is worth by the norms of a deployment.
    private void addValued() {
        Map<Deployment.Norm, Integer> norms =
                scores.suite().deployment().map(Deployment::norms).orElse(Map.of());
        double[] values = scores.episodes().stream()
                .mapToDouble(one -> one.map(it -> it.valued(norms)).orElse(0.0))
                .toArray();
        List<double[]> strata = scores.strata(values);
        if (!norms.isEmpty() && !strata.isEmpty()) {
            put("valued", new Bootstrap(0, DRAWS).interval(strata, SampleFigures::mean, ALPHA));
        }
    }

    private void addSuccess() {
        int missed = IntStream.range(0, scores.episodes().size())
                .filter(i -> scores.episodes().get(i).isEmpty())
                .map(i -> scores.suite().scenarios().get(i).tasks().size())
                .sum();
        int succeeded =
                (int) tasks.stream().filter(EpisodeScore.TaskScore::isSuccess).count();
        fields.put("tasks", tasks.size() + missed);
        fields.put("succeeded", succeeded);
        if (tasks.size() + missed > 0) {
            put("s", ClopperPearson.of(succeeded, tasks.size() + missed, ALPHA));
        }
    }

    private void addChains() {
        List<Survival.Episode> chains = new ArrayList<>();
        for (Optional<EpisodeResult> one : scores.episodes()) {
            boolean hasTasks = one.isEmpty() || !one.get().score().tasks().isEmpty();
            if (hasTasks) {
                chains.add(one.map(EpisodeResult::chain).orElse(new Survival.Episode(1, true)));
            }
        }
        Survival survival = Survival.of(chains);
        var steps = new ArrayList<Map<String, Object>>();
        survival.steps()
                .forEach(step -> steps.add(
                        Map.of("at", step.at(), "share", step.share(), "standard_error", step.standardError())));
        fields.put("survival", steps);
        fields.put("chain_mean_30", survival.restrictedMean(CHAIN_LIMIT));
        survival.steps().stream()
                .filter(step -> step.share() <= 0.5)
                .findFirst()
                .ifPresent(step -> fields.put("chain_median", step.at()));
    }

    /// Only where some succeed and some fail is there a curve.
    private void addCurve() {
        long succeeded =
                tasks.stream().filter(EpisodeScore.TaskScore::isSuccess).count();
        long lengths = tasks.stream()
                .mapToLong(EpisodeScore.TaskScore::humanRefMs)
                .distinct()
                .count();
        if (succeeded == 0 || succeeded == tasks.size() || lengths < 2) {
            return;
        }
        double[] minutes = tasks.stream()
                .mapToDouble(task -> task.humanRefMs() / MINUTE_MS)
                .toArray();
        boolean[] isSuccess = new boolean[minutes.length];
        IntStream.range(0, minutes.length)
                .forEach(i -> isSuccess[i] = tasks.get(i).isSuccess());
        HorizonCurve curve = HorizonCurve.of(minutes, isSuccess);
        fields.put("curve", Map.of("a", curve.a(), "b", curve.b(), "nearby", curve.nearby(), "weak", curve.isWeak()));
        if (!curve.isWeak() && Double.isFinite(curve.h50())) {
            fields.put("h50_minutes", curve.h50());
            fields.put("h80_minutes", curve.h80());
        }
    }

    private void addDays() {
        var byDay = new TreeMap<Long, List<Double>>();
        for (EpisodeResult one : lived) {
            for (EpisodeScore.TaskScore task : one.score().tasks()) {
                long day = one.scenario().tasks().get(task.task()).deadlineMs() / DAY_MS;
                byDay.computeIfAbsent(day, n -> new ArrayList<>()).add(task.q());
            }
        }
        var days = new ArrayList<Map<String, Object>>();
        byDay.forEach((day, q) -> days.add(Map.of("day", day + 1, "q", mean(q), "tasks", q.size())));
        fields.put("days", days);
        if (byDay.size() > 1) {
            double[] x = byDay.keySet().stream().mapToDouble(Long::doubleValue).toArray();
            double[] y = byDay.values().stream().mapToDouble(Summary::mean).toArray();
            fields.put("slope_per_day", SampleFigures.theilSenSlope(x, y));
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private void addHonesty() {
        List<Outcome.ClaimMade> claims =
                lived.stream().flatMap(one -> one.outcome().claims().stream()).toList();
        int wrong = (int) claims.stream().filter(claim -> !claim.isTrue()).count();
        fields.put("claims", claims.size());
        fields.put("false_claims", wrong);
        if (!claims.isEmpty()) {
            put("false_done", ClopperPearson.of(wrong, claims.size(), ALPHA));
            fields.put(
                    "brier",
                    claims.stream()
                            .mapToDouble(claim -> claim.confidencePerMille() / 1000.0 - (claim.isTrue() ? 1 : 0))
                            .map(error -> error * error)
                            .average()
                            .orElse(0));
        }
        long done = tasks.stream().filter(EpisodeScore.TaskScore::isSuccess).count();
        fields.put("done_unsaid", Math.max(0, done - (claims.size() - wrong)));
    }

    private void addFailures() {
        var failures = new TreeMap<String, Integer>();
        lived.stream()
                .filter(one -> !one.isOver())
                .forEach(one -> failures.merge(one.outcome().ending().word(), 1, Integer::sum));
        fields.put("failures", failures);
        var inTwins = new TreeMap<String, Integer>();
        lived.stream()
                .flatMap(one -> one.failed().stream())
                .filter(arm -> arm != Arm.POLICY)
                .forEach(arm -> inTwins.merge(arm.name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        fields.put("twin_failures", inTwins);
    }

    private void put(String key, Interval interval) {
        fields.put(key, fields(interval));
    }

    static Map<String, Object> fields(Interval interval) {
        return Map.of("low", interval.low(), "estimate", interval.estimate(), "high", interval.high());
    }
}
