package dev.firsthand.perf;

import java.util.ArrayList;
import java.util.List;

/// Runs of one contender, in the order in which they were made.
final class Series {
    private final List<Double> runs = new ArrayList<>();

    void add(double value) {
        runs.add(Figure.rounded(value));
    }

    double median() {
        List<Double> sorted = runs.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    List<Double> runs() {
        return List.copyOf(runs);
    }
}
