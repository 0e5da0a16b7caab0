package dev.firsthand.bench.bundle;

import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.trial.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Scores parted by what went otherwise and by whom it fell on.
final class Groups {
    private final Scores scores;

    Groups(Scores scores) {
        this.scores = scores;
    }

    List<Map<String, Object>> families() {
        var byFamily = new TreeMap<String, List<Optional<EpisodeResult>>>();
        for (int i = 0; i < scores.episodes().size(); i++) {
            Scenario scenario = scores.suite().scenarios().get(i);
            byFamily.computeIfAbsent(scenario.family(), name -> new ArrayList<>())
                    .add(scores.episodes().get(i));
        }
        var families = new ArrayList<Map<String, Object>>();
        byFamily.forEach((family, episodes) -> {
            var fields = new TreeMap<String, Object>();
            fields.put("family", family);
            fields.put("scenarios", episodes.size());
            EpisodeResult.put(fields, "q", mean(episodes, false));
            EpisodeResult.put(fields, "calm_q", mean(episodes, true));
            families.add(fields);
        });
        return families;
    }

    private static OptionalDouble mean(List<Optional<EpisodeResult>> episodes, boolean isCalm) {
        return episodes.stream()
                .map(one -> one.map(it ->
                                isCalm ? it.score().twins().calm() : it.score().q())
                        .orElse(OptionalDouble.of(0)))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /// What was made of what twists said, by their kind: how often it was heard, and each verdict.
    List<Map<String, Object>> reactions() {
        var byKind = new TreeMap<String, Map<Outcome.Verdict, Integer>>();
        for (EpisodeResult one :
                scores.episodes().stream().flatMap(Optional::stream).toList()) {
            for (Outcome.Reaction reaction : one.outcome().reactions()) {
                byKind.computeIfAbsent(one.kind(reaction).name(), name -> new EnumMap<>(Outcome.Verdict.class))
                        .merge(reaction.verdict(), 1, Integer::sum);
            }
        }
        var kinds = new ArrayList<Map<String, Object>>();
        byKind.forEach((kind, verdicts) -> {
            var fields = new TreeMap<String, Object>();
            fields.put("kind", kind);
            fields.put(
                    "heard",
                    verdicts.values().stream().mapToInt(Integer::intValue).sum());
            for (Outcome.Verdict verdict : Outcome.Verdict.values()) {
                fields.put(verdict.name().toLowerCase(Locale.ROOT), verdicts.getOrDefault(verdict, 0));
            }
            kinds.add(fields);
        });
        return kinds;
    }

    /// Burden by what people are in the home; rates are for an hour of one person.
    List<Map<String, Object>> roles() {
        var hours = new TreeMap<String, Double>();
        var people = new TreeMap<String, Integer>();
        var interruptions = new TreeMap<String, Integer>();
        var questions = new TreeMap<String, Integer>();
        for (EpisodeResult one :
                scores.episodes().stream().flatMap(Optional::stream).toList()) {
            for (Outcome.Burden burden : one.outcome().burdens()) {
                hours.merge(burden.role(), one.hours(), Double::sum);
                people.merge(burden.role(), 1, Integer::sum);
                interruptions.merge(burden.role(), burden.interruptions(), Integer::sum);
                questions.merge(burden.role(), burden.questions(), Integer::sum);
            }
        }
        var roles = new ArrayList<Map<String, Object>>();
        hours.forEach((role, time) -> roles.add(Map.of(
                "role", role,
                "people", people.getOrDefault(role, 0),
                "hours", time,
                "interruptions", interruptions.getOrDefault(role, 0),
                "questions", questions.getOrDefault(role, 0))));
        return roles;
    }
}
