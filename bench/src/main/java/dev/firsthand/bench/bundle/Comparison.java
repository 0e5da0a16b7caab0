package dev.firsthand.bench.bundle;

import dev.firsthand.bench.score.Bootstrap;
import dev.firsthand.bench.score.Comparisons;
import dev.firsthand.bench.score.EProcess;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.score.Interval;
import dev.firsthand.bench.score.SampleFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Two runs of one suite, scenario by scenario.
///
/// @param differences first less second, in the suite's order
/// @param difference their mean, with the interval of a paired bootstrap
/// @param onlyFirst tasks in which only the first succeeded
/// @param betterFirst scenarios in which the first succeeded in more tasks
/// @param p of the exact sign test on these; tasks of one scenario share its people and its day, so they are not
///     counted as if each stood alone
/// @param wealth of the bets that the two differ; 20 decides at 5 %
/// @param decidedAfter how many scenarios would have been enough
/// @param families the mean difference by what went otherwise, the largest first
public record Comparison(
        List<Double> differences,
        Interval difference,
        int onlyFirst,
        int onlySecond,
        int betterFirst,
        int betterSecond,
        double p,
        double wealth,
        OptionalInt decidedAfter,
        List<Family> families) {
    private static final double ALPHA = 0.05;
    private static final int DRAWS = 10_000;

    public Comparison {
        differences = List.copyOf(differences);
        families = List.copyOf(families);
    }

    /// A family of twists and by how much the first did better in it.
    public record Family(String name, double first, double second, int scenarios) {
        public double difference() {
            return first - second;
        }
    }

    public static Comparison of(Scores first, Scores second) throws IOException {
        if (!first.suite().digest().equals(second.suite().digest())) {
            throw new IOException("These are runs of different suites: only runs of the same one can be compared.");
        }
        double[] a = first.perScenario();
        double[] b = second.perScenario();
        var differences = new ArrayList<Double>();
        var bets = new EProcess();
        OptionalInt decided = OptionalInt.empty();
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i] - b[i])) {
                differences.add(a[i] - b[i]);
                bets.add(a[i] - b[i]);
                decided = decided.isEmpty() && bets.isDecided(ALPHA) ? OptionalInt.of(bets.count()) : decided;
            }
        }
        if (differences.isEmpty()) {
            throw new IOException("No scenario of this suite counts in both runs.");
        }
        double[] paired = differences.stream().mapToDouble(Double::doubleValue).toArray();
        int onlyFirst = onlyIn(first, second);
        int onlySecond = onlyIn(second, first);
        int betterFirst = betterIn(first, second);
        int betterSecond = betterIn(second, first);
        return new Comparison(
                differences,
                new Bootstrap(0, DRAWS).interval(List.of(paired), SampleFigures::mean, ALPHA),
                onlyFirst,
                onlySecond,
                betterFirst,
                betterSecond,
                Comparisons.mcNemar(betterFirst, betterSecond),
                bets.wealth(),
                decided,
                families(first, a, b));
    }

    private static int onlyIn(Scores one, Scores other) {
        int count = 0;
        for (int i = 0; i < one.episodes().size(); i++) {
            List<Integer> others = succeeded(other.episodes().get(i));
            count += (int) succeeded(one.episodes().get(i)).stream()
                    .filter(task -> !others.contains(task))
                    .count();
        }
        return count;
    }

    private static int betterIn(Scores one, Scores other) {
        return (int) IntStream.range(0, one.episodes().size())
                .filter(i -> succeeded(one.episodes().get(i)).size()
                        > succeeded(other.episodes().get(i)).size())
                .count();
    }

    private static List<Integer> succeeded(Optional<EpisodeResult> episode) {
        return episode.map(one -> one.score().tasks()).orElse(List.of()).stream()
                .filter(EpisodeScore.TaskScore::isSuccess)
                .map(EpisodeScore.TaskScore::task)
                .toList();
    }

    private static List<Family> families(Scores scores, double[] a, double[] b) {
        var places = new TreeMap<String, List<Integer>>();
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i] - b[i])) {
                String family = scores.suite().scenarios().get(i).family();
                places.computeIfAbsent(family, name -> new ArrayList<>()).add(i);
            }
        }
        var families = new ArrayList<Family>();
        places.forEach((name, in) -> families.add(new Family(name, mean(a, in), mean(b, in), in.size())));
        families.sort((one, other) -> Double.compare(Math.abs(other.difference()), Math.abs(one.difference())));
        return families;
    }

    private static double mean(double[] values, List<Integer> places) {
        return places.stream().mapToDouble(i -> values[i]).average().orElse(0);
    }
}
