package dev.firsthand.bench.bundle;

import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A day, and what a robot sees and hears of it at its first look.
record Look(Scenario scenario, List<Integer> features) {
    static Look at(Scenario scenario, Library library) {
        View view = Trial.begin(scenario, library).view();
        var features =
                new ArrayList<>(List.of(view.visible(), view.requests(), view.handle(0), view.self(), view.room()));
        IntStream.range(0, view.visible())
                .mapToObj(view::category)
                .map(String::hashCode)
                .forEach(features::add);
        return new Look(scenario, features);
    }

    private int shares(Look other) {
        return (int) IntStream.range(0, Math.min(features.size(), other.features.size()))
                .filter(i -> features.get(i).equals(other.features.get(i)))
                .count();
    }

    /// The one that looks most alike, of the others.
    Look nearestOf(List<Look> days) {
        return days.stream()
                .filter(look -> !look.equals(this))
                .max(Comparator.comparingInt(this::shares))
                .orElseThrow();
    }
}
