package dev.firsthand.bench.scenario;

import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.people.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a team says of where its robot shall live, and what better means there: `home/deployment/1`.
///
/// @param weights how much a task counts, by activity; 1 where nothing is said
/// @param homes the rooms of each kind of home, by type; our own where there is none
/// @param households the people of each kind of household; our own where there is none
/// @param norms what one occurrence costs, in thousandths of a day's credit
public record Deployment(
        String name,
        Map<String, Integer> weights,
        List<List<String>> homes,
        List<List<Lodger>> households,
        Map<Norm, Integer> norms) {
    static final String SCHEMA = "home/deployment/1";

    public Deployment {
        weights = Map.copyOf(weights);
        homes = List.copyOf(homes);
        households = List.copyOf(households);
        norms = Map.copyOf(norms);
    }

    /// Somebody of a household.
    public record Lodger(Role role, String language) {}

    /// What a household may mind.
    public enum Norm {
        BROKEN,
        BURNING,
        HEATERS_LEFT_ON,
        MISPLACED,
        INTRUSIONS,
        INTERRUPTIONS,
        QUESTIONS
    }

    /// The same tasks, counted as this file counts them.
    Scenario weigh(Scenario scenario) {
        return scenario.withTasks(scenario.tasks().stream()
                .map(task -> task.withWeight(weights.getOrDefault(task.activity(), 1)))
                .toList());
    }

    /// The canonical form.
    public String json() {
        var costs = new TreeMap<String, Object>();
        norms.forEach((norm, cost) -> costs.put(norm.name(), cost));
        return Json.text(Map.of(
                "schema", SCHEMA,
                "name", name,
                "weights", weights,
                "homes", homes,
                "households",
                        households.stream()
                                .map(household -> household.stream()
                                        .map(one -> Map.of("role", one.role().name(), "language", one.language()))
                                        .toList())
                                .toList(),
                "norms", costs));
    }

    /// SHA-256 of the canonical form.
    public String digest() {
        return ScenarioFile.sha256(json());
    }
}
