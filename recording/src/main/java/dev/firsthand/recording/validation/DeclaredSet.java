package dev.firsthand.recording.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What an `info.json` declares, as far as it could be read.
record DeclaredSet(
        int fps, long totalEpisodes, long totalFrames, long totalTasks, List<DeclaredFeature> features, JsonNode info) {
    DeclaredSet {
        features = List.copyOf(features);
    }

    List<DeclaredFeature> videos() {
        return features.stream().filter(DeclaredFeature::video).toList();
    }

    /// Features that are columns of the data tables.
    List<DeclaredFeature> stored() {
        return features.stream().filter(feature -> !feature.video()).toList();
    }

    List<DeclaredFeature> measured() {
        return features.stream().filter(DeclaredFeature::measured).toList();
    }
}
