package dev.firsthand.bench.score;

import dev.firsthand.bench.world.Chance;
import dev.firsthand.bench.world.Stream;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Intervals by drawing again from what was seen, with a seed. Groups are drawn from apart: stratified by family.
///
/// @param draws how often; 10,000 for a report
public record Bootstrap(long seed, int draws) {
    private static final Stream DRAW = Stream.named("bootstrap");

    /// The interval of a figure over all groups together.
    public Interval interval(List<double[]> groups, ToDoubleFunction<double[]> figure, double alpha) {
        var chance = new Chance(seed);
        double[] figures = new double[draws];
        int size = groups.stream().mapToInt(group -> group.length).sum();
        double[] again = new double[size];
        for (int draw = 0; draw < draws; draw++) {
            int at = 0;
            for (double[] group : groups) {
                for (int i = 0; i < group.length; i++) {
                    again[at] = group[chance.below(group.length, DRAW, at, draw)];
                    at++;
                }
            }
            figures[draw] = figure.applyAsDouble(again);
        }
        Arrays.sort(figures);
        double[] seen = groups.stream().flatMapToDouble(Arrays::stream).toArray();
        int cut = (int) (draws * alpha / 2);
        return new Interval(figures[cut], figure.applyAsDouble(seen), figures[draws - 1 - cut]);
    }

    /// The mean difference of two policies on the same scenarios.
    public Interval pairedDifference(double[] a, double[] b, double alpha) {
        double[] differences = new double[a.length];
        Arrays.setAll(differences, i -> a[i] - b[i]);
        return interval(List.of(differences), SampleFigures::mean, alpha);
    }
}
