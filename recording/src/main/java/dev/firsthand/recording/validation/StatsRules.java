package dev.firsthand.recording.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.statistics.FeatureStats;
import dev.firsthand.recording.statistics.Moments;
import dev.firsthand.recording.statistics.Stat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules of `meta/stats.json` and of the statistics columns of the table of episodes.
final class StatsRules {
    private static final String PLACE = DatasetLayout.STATS;

    private final Findings findings;
    private final DeclaredSet set;
    private final EpisodeList episodes;
    private final StatsCheck check;

    StatsRules(Findings findings, DeclaredSet set, EpisodeList episodes) {
        this.findings = findings;
        this.set = set;
        this.episodes = episodes;
        this.check = new StatsCheck(findings);
    }

    /// `exact` are the statistics that were computed from the data.
    void check(Path folder, Map<String, FeatureStats> exact) {
        Map<String, FeatureStats> pictures = checkEpisodes();
        JsonNode stats;
        try {
            stats = InfoRules.json(folder.resolve(PLACE));
        } catch (IOException broken) {
            findings.add(
                    Rule.STATS_UNREADABLE,
                    PLACE,
                    "it cannot be read, and training fails without it: " + broken.getMessage());
            return;
        }
        for (DeclaredFeature feature : set.measured()) {
            checkFeature(stats, feature, exact, pictures);
        }
    }

    private void checkFeature(
            JsonNode stats,
            DeclaredFeature feature,
            Map<String, FeatureStats> exact,
            Map<String, FeatureStats> pictures) {
        String place = PLACE + " " + feature.name();
        Optional<FeatureStats> declared = declared(stats.path(feature.name()), feature, place);
        if (declared.isEmpty()) {
            return;
        }
        boolean picture = feature.video() || feature.image();
        check.checkAlone(declared.get(), picture, place);
        FeatureStats known = exact.get(feature.name());
        if (known != null) {
            check.checkAgainst(declared.get(), known, place);
        }
        FeatureStats added = pictures.get(feature.name());
        if (added != null) {
            // The quantiles of pictures can't be had without decoding: only those that add up are compared.
            var values = declared.get().values().clone();
            for (Stat stat : List.of(Stat.MIN, Stat.MAX, Stat.MEAN, Stat.STD)) {
                values[stat.row()] = added.of(stat);
            }
            check.checkAgainst(declared.get(), new FeatureStats(added.count(), values), place);
        }
    }

    private Optional<FeatureStats> declared(JsonNode node, DeclaredFeature feature, String place) {
        if (!findings.check(node.isObject(), Rule.STATS_MISSING, place, "the feature has no statistics")) {
            return Optional.empty();
        }
        var values = new double[Stat.values().length][];
        boolean whole = true;
        for (Stat stat : Stat.values()) {
            Optional<double[]> one = numbers(node, stat.key(), feature.statsDims(), place);
            whole &= one.isPresent();
            values[stat.row()] = one.orElse(new double[0]);
        }
        Optional<double[]> count = numbers(node, Stat.COUNT, List.of(1), place);
        return whole && count.isPresent()
                ? Optional.of(new FeatureStats((long) count.get()[0], values))
                : Optional.empty();
    }

    private Optional<double[]> numbers(JsonNode node, String stat, List<Integer> dims, String place) {
        JsonNode value = node.path(stat);
        if (value.isMissingNode()) {
            findings.add(Rule.STATS_MISSING, place, stat + " is missing");
            return Optional.empty();
        }
        var numbers = new ArrayList<Double>();
        if (!flatten(value, dims, 0, numbers)) {
            findings.add(Rule.STATS_SHAPE, place, "%s has not the shape %s".formatted(stat, dims));
            return Optional.empty();
        }
        return Optional.of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static boolean flatten(JsonNode node, List<Integer> dims, int level, List<Double> numbers) {
        if (level == dims.size()) {
            numbers.add(node.asDouble(Double.NaN));
            return node.isNumber();
        }
        if (!node.isArray() || node.size() != dims.get(level)) {
            return false;
        }
        for (JsonNode inner : node) {
            if (!flatten(inner, dims, level + 1, numbers)) {
                return false;
            }
        }
        return true;
    }

    /// Checks each episode's statistics on their own; adds up those of pictures.
    private Map<String, FeatureStats> checkEpisodes() {
        var moments = new LinkedHashMap<String, Moments>();
        var whole = new HashMap<String, Integer>();
        try (var columns = new StatsColumns(episodes.files())) {
            for (int e = 0; e < episodes.size() && columns.goTo(e); e++) {
                for (DeclaredFeature feature : set.measured()) {
                    String place = "meta/episodes row %d stats/%s".formatted(e, feature.name());
                    Optional<FeatureStats> stats = columns.at(e, feature);
                    boolean picture = feature.video() || feature.image();
                    if (stats.isEmpty()) {
                        findings.add(
                                Rule.EPISODES_STATS,
                                place,
                                "a statistic is missing, or not of the shape %s".formatted(feature.statsDims()));
                        continue;
                    }
                    check.checkAlone(stats.get(), picture, place);
                    if (picture) {
                        moments.computeIfAbsent(
                                        feature.name(),
                                        name -> new Moments(feature.statsDims().getFirst()))
                                .add(stats.get());
                        whole.merge(feature.name(), 1, Integer::sum);
                    }
                }
            }
        } catch (IOException broken) {
            findings.add(Rule.EPISODES_UNREADABLE, "meta/episodes", "it cannot be read: " + broken.getMessage());
        }
        var added = new HashMap<String, FeatureStats>();
        moments.forEach((name, seen) -> {
            if (whole.getOrDefault(name, 0) == episodes.size()) {
                int width = seen.width();
                added.put(name, seen.with(new double[Stat.values().length][width]));
            }
        });
        return added;
    }
}
