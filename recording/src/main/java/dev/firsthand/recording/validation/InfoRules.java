package dev.firsthand.recording.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.lerobot.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules of `meta/info.json` that need no other file.
final class InfoRules {
    static final long JSON_BYTES_MAX = 64 << 20;
    private static final String PLACE = DatasetLayout.INFO;
    private static final int FEATURES_MAX = 1000;
    private static final int WIDTH_MAX = 100_000;
    private static final int FPS_MAX = 100_000;

    private final Findings findings;

    InfoRules(Findings findings) {
        this.findings = findings;
    }

    /// Empty where there is nothing to go on with.
    Optional<DeclaredSet> read(Path folder) {
        JsonNode info;
        try {
            info = json(folder.resolve(PLACE));
        } catch (IOException broken) {
            findings.add(Rule.INFO_UNREADABLE, PLACE, "it cannot be read: " + broken.getMessage());
            return Optional.empty();
        }
        checkKeys(info);
        checkTemplates(info);
        int fps = info.path("fps").isInt() ? info.path("fps").asInt() : 0;
        if (fps <= 0 || fps > FPS_MAX || !info.path("features").isObject()) {
            return Optional.empty(); // said by checkKeys
        }
        var set = new DeclaredSet(
                fps,
                info.path("total_episodes").asLong(-1),
                info.path("total_frames").asLong(-1),
                info.path("total_tasks").asLong(-1),
                features(info.get("features")),
                info);
        checkStandard(set);
        checkSplits(set);
        return Optional.of(set);
    }

    static JsonNode json(Path file) throws IOException {
        if (Files.size(file) > JSON_BYTES_MAX) {
            throw new IOException("%d bytes, at most %d are read".formatted(Files.size(file), JSON_BYTES_MAX));
        }
        JsonNode node = new ObjectMapper().readTree(Files.readAllBytes(file));
        if (!node.isObject()) {
            throw new IOException("it holds no JSON object");
        }
        return node;
    }

    private void checkKeys(JsonNode info) {
        for (String key : DatasetLayout.INFO_KEYS) {
            findings.check(info.has(key), Rule.INFO_KEY, PLACE, "the key %s is missing".formatted(key));
        }
        String version = info.path("codebase_version").asText();
        findings.check(
                version.equals(DatasetLayout.VERSION),
                Rule.INFO_VERSION,
                PLACE,
                "codebase_version is '%s', it must be '%s'".formatted(version, DatasetLayout.VERSION));
        for (String key : List.of("fps", "chunks_size", "data_files_size_in_mb", "video_files_size_in_mb")) {
            JsonNode value = info.path(key);
            findings.check(
                    !info.has(key) || (value.isInt() && value.asInt() > 0 && value.asInt() <= FPS_MAX),
                    Rule.INFO_KEY,
                    PLACE,
                    "%s is %s, it must be a positive whole number".formatted(key, value));
        }
        for (String key : List.of("total_episodes", "total_frames", "total_tasks")) {
            JsonNode value = info.path(key);
            findings.check(
                    !info.has(key) || (value.isIntegralNumber() && value.asLong() >= 0),
                    Rule.INFO_KEY,
                    PLACE,
                    "%s is %s, it must be a whole number".formatted(key, value));
        }
        findings.check(info.path("features").isObject(), Rule.INFO_KEY, PLACE, "features is no object");
    }

    private void checkTemplates(JsonNode info) {
        boolean videos = false;
        for (JsonNode feature : info.path("features")) {
            videos |= feature.path("dtype").asText().equals("video");
        }
        String data = info.path("data_path").asText();
        findings.check(
                data.equals(DatasetLayout.DATA_TEMPLATE),
                Rule.INFO_PATH_TEMPLATE,
                PLACE,
                "data_path is '%s': Rerun and the visualizer know only '%s'"
                        .formatted(data, DatasetLayout.DATA_TEMPLATE));
        JsonNode video = info.path("video_path");
        findings.check(
                video.asText().equals(DatasetLayout.VIDEO_TEMPLATE) || (!videos && video.isNull()),
                Rule.INFO_PATH_TEMPLATE,
                PLACE,
                "video_path is '%s': Rerun and the visualizer know only '%s'"
                        .formatted(video.asText(), DatasetLayout.VIDEO_TEMPLATE));
    }

    private List<DeclaredFeature> features(JsonNode node) {
        var features = new ArrayList<DeclaredFeature>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            DeclaredFeature feature = DeclaredFeature.of(entry.getKey(), entry.getValue());
            if (features.size() < FEATURES_MAX && checkFeature(feature)) {
                features.add(feature);
            }
        }
        return features;
    }

    /// Whether the feature is sound enough to look for its column.
    private boolean checkFeature(DeclaredFeature feature) {
        String place = PLACE + " features/" + feature.name();
        boolean named = findings.check(
                !feature.name().contains("/")
                        && !feature.name().isBlank()
                        && feature.name().chars().noneMatch(Character::isISOControl),
                Rule.FEATURE_NAME,
                place,
                "the name is blank, or holds a slash or a control character");
        findings.check(
                DeclaredFeature.SAFE_DTYPES.contains(feature.dtype()),
                Rule.FEATURE_DTYPE,
                place,
                "dtype '%s': Rerun refuses the whole set for it".formatted(feature.dtype()));
        boolean shaped = !feature.shape().isEmpty()
                && feature.shape().size() <= 5
                && feature.shape().stream().allMatch(size -> size > 0 && size <= WIDTH_MAX)
                && feature.shape().stream().mapToLong(size -> size).reduce(1, InfoRules::boundedProduct)
                        <= bound(feature);
        findings.check(
                shaped,
                Rule.FEATURE_SHAPE,
                place,
                "shape %s is not a list of positive sizes"
                        .formatted(feature.node().path("shape")));
        JsonNode names = feature.node().path("names");
        if (shaped && feature.shape().size() == 1 && names.isArray()) {
            findings.check(
                    names.size() == feature.shape().getFirst(),
                    Rule.FEATURE_SHAPE,
                    place,
                    "%d names for %d elements"
                            .formatted(names.size(), feature.shape().getFirst()));
        }
        if (feature.video() || feature.image()) {
            return checkPicture(feature, place) && shaped && named;
        }
        return shaped && named;
    }

    private static long bound(DeclaredFeature feature) {
        return feature.video() || feature.image() ? Integer.MAX_VALUE : WIDTH_MAX;
    }

    private static long boundedProduct(long a, long b) {
        return Math.min(Integer.MAX_VALUE + 1L, a * b);
    }

    private boolean checkPicture(DeclaredFeature feature, String place) {
        JsonNode names = feature.node().path("names");
        boolean shaped = findings.check(
                feature.shape().size() == 3
                        && (feature.shape().get(2) == 3 || feature.shape().get(2) == 1)
                        && names.size() == 3
                        && names.get(2).asText().startsWith("channel"),
                Rule.FEATURE_VIDEO,
                place,
                "shape %s, names %s: [height, width, 3] and three names, the last of them channels, are needed"
                        .formatted(feature.shape(), names));
        JsonNode video = feature.node().path("info");
        if (shaped && video.isObject()) {
            findings.check(
                    video.path("video.height").asInt() == feature.shape().get(0)
                            && video.path("video.width").asInt()
                                    == feature.shape().get(1),
                    Rule.FEATURE_VIDEO,
                    place,
                    "info says %s x %s, the shape %s"
                            .formatted(video.path("video.width"), video.path("video.height"), feature.shape()));
        }
        return shaped;
    }

    private void checkStandard(DeclaredSet set) {
        for (Feature standard : Feature.STANDARD) {
            boolean there = set.features().stream()
                    .anyMatch(feature -> feature.name().equals(standard.name())
                            && feature.dtype().equals(standard.type().wireName())
                            && feature.shape().equals(List.of(1)));
            findings.check(
                    there,
                    Rule.FEATURE_STANDARD,
                    PLACE + " features/" + standard.name(),
                    "every set has it, as %s of shape [1]"
                            .formatted(standard.type().wireName()));
        }
    }

    private void checkSplits(DeclaredSet set) {
        for (Map.Entry<String, JsonNode> split : set.info().path("splits").properties()) {
            String[] ends = split.getValue().asText().split(":", -1);
            boolean good = ends.length == 2
                    && ends[0].matches("\\d{1,9}")
                    && ends[1].matches("\\d{1,9}")
                    && Long.parseLong(ends[0]) <= Long.parseLong(ends[1])
                    && Long.parseLong(ends[1]) <= set.totalEpisodes();
            findings.check(
                    good,
                    Rule.INFO_SPLITS,
                    PLACE + " splits/" + split.getKey(),
                    "'%s' is no range of the %d episodes"
                            .formatted(split.getValue().asText(), set.totalEpisodes()));
        }
    }
}
