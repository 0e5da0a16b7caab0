package dev.firsthand.recording.lerobot;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What all episodes of one set share. `provenanceColumns` are extra columns of the table of episodes and start with
/// `prov/`; `extraInfo` becomes top-level keys of `info.json`, sorted.
public record LeRobotSpec(
        int fps,
        String robotType,
        List<Camera> cameras,
        List<Feature> features,
        List<String> provenanceColumns,
        SortedMap<String, String> extraInfo) {

    public LeRobotSpec {
        cameras = List.copyOf(cameras);
        features = List.copyOf(features);
        provenanceColumns = List.copyOf(provenanceColumns);
        extraInfo = Collections.unmodifiableSortedMap(new TreeMap<>(extraInfo));
        if (fps <= 0) {
            throw new IllegalArgumentException("fps is %d, it must be a positive whole number".formatted(fps));
        }
        var names = new HashSet<String>();
        cameras.forEach(camera -> addOnce(names, camera.key()));
        features.forEach(feature -> addOnce(names, feature.name()));
        provenanceColumns.forEach(column -> addOnce(names, column));
        for (Feature feature : features) {
            if (feature.taken()) {
                throw new IllegalArgumentException(
                        "feature %s is written by the writer itself".formatted(feature.name()));
            }
        }
        for (String column : provenanceColumns) {
            if (!column.startsWith("prov/")) {
                throw new IllegalArgumentException("provenance column %s does not start with prov/".formatted(column));
            }
        }
        for (String key : extraInfo.keySet()) {
            if (DatasetLayout.INFO_KEYS.contains(key)) {
                throw new IllegalArgumentException("info key %s is written by the writer itself".formatted(key));
            }
        }
    }

    /// A set without provenance columns or extra keys.
    public static LeRobotSpec of(int fps, String robotType, List<Camera> cameras, List<Feature> features) {
        return new LeRobotSpec(fps, robotType, cameras, features, List.of(), new TreeMap<>(Map.of()));
    }

    private static void addOnce(HashSet<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("the name %s stands twice in the specification".formatted(name));
        }
    }
}
