package dev.firsthand.bench.score;

import dev.firsthand.bench.world.Chance;
import dev.firsthand.bench.world.Stream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Intervals by drawing again from what was seen, with a seed. Groups are drawn from apart: stratified by family.
///
/// @param draws how often; 10,000 for a report
public record Bootstrap(long seed, int draws) {
    private static final Stream DRAW = Stream.named("bootstrap");

    /// The interval of a figure over all groups together.
    public Interval interval(List<double[]> groups, ToDoubleFunction<double[]> figure, double alpha) {
        double[] seen = groups.stream().flatMapToDouble(Arrays::stream).toArray();
        if (groups.stream().allMatch(Bootstrap::isOfOne)) {
            double only = figure.applyAsDouble(seen);
            return new Interval(only, only, only);
        }
        var chance = new Chance(seed);
        double[] figures = new double[draws];
        double[][] groupOf = groups.stream()
                .flatMap(group -> Collections.nCopies(group.length, group).stream())
                .toArray(double[][]::new);
        double[] again = new double[seen.length];
        for (int draw = 0; draw < draws; draw++) {
            for (int at = 0; at < again.length; at++) {
                double[] group = groupOf[at];
                again[at] = group[chance.below(group.length, DRAW, at, draw)];
            }
            figures[draw] = figure.applyAsDouble(again);
        }
        Arrays.sort(figures);
        int cut = (int) (draws * alpha / 2);
        return new Interval(figures[cut], figure.applyAsDouble(seen), figures[draws - 1 - cut]);
    }

    /// Whether every draw would be the same.
    private static boolean isOfOne(double[] group) {
        return Arrays.stream(group).allMatch(value -> value == group[0]);
    }

    /// The mean difference of two policies on the same scenarios.
    public Interval pairedDifference(double[] a, double[] b, double alpha) {
        double[] differences = new double[a.length];
        Arrays.setAll(differences, i -> a[i] - b[i]);
        return interval(List.of(differences), SampleFigures::mean, alpha);
    }
}
