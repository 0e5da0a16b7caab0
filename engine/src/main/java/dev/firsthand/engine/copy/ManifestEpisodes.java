package dev.firsthand.engine.copy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.engine.copy.CopyContents.Asked;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyContents.CopyFinding;
import dev.firsthand.engine.copy.CopyContents.CopyMotion;
import dev.firsthand.engine.copy.CopyContents.CopyPicture;
import dev.firsthand.engine.copy.CopyContents.CopyStream;
import dev.firsthand.engine.privacy.PrivacyLevel;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads back what [CopyPages] wrote of each episode into a manifest, so that another version of the copy says
/// the same of it.
public final class ManifestEpisodes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestEpisodes() {}

    /// What the house knows of an episode and its manifest does not tell.
    public record Known(List<SensorKind> sensors, List<CopyFinding> findings) {
        public Known {
            sensors = List.copyOf(sensors);
            findings = List.copyOf(findings);
        }
    }

    /// An episode and its place in the copy.
    public record Placed(int index, CopyEpisode episode) {}

    /// Those of the episodes that are known, by their names and in the order of the copy.
    public static SequencedMap<String, Placed> read(Path folder, Map<String, Known> known) throws IOException {
        SequencedMap<String, Placed> placed = new LinkedHashMap<>();
        try (JsonParser parser =
                JSON.createParser(folder.resolve(CopyPages.MANIFEST).toFile())) {
            goTo(parser, "episodes");
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode node = parser.readValueAsTree();
                String name = node.get("episode").asText();
                Optional.ofNullable(known.get(name))
                        .ifPresent(one -> placed.put(
                                name, new Placed(node.get("episode_index").asInt(), episode(node, one))));
            }
        }
        return placed;
    }

    /// What the release was asked for.
    public static Asked asked(Path folder) throws IOException {
        try (JsonParser parser =
                JSON.createParser(folder.resolve(CopyPages.MANIFEST).toFile())) {
            goTo(parser, "asked_for");
            JsonNode asked = parser.readValueAsTree();
            return new Asked(
                    texts(asked.path("tasks")),
                    asked.path("days_chosen").asBoolean(),
                    texts(asked.path("outcomes")),
                    Optional.ofNullable(asked.get("worst_finding")).map(JsonNode::asText));
        }
    }

    /// Stops at the value of this name.
    private static void goTo(JsonParser parser, String name) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return;
            }
            parser.skipChildren();
        }
        throw new IOException("the manifest of a copy has no %s".formatted(name));
    }

    private static CopyEpisode episode(JsonNode node, Known known) {
        SortedMap<String, Integer> held = new TreeMap<>();
        node.path("held_frames")
                .properties()
                .forEach(field -> held.put(field.getKey(), field.getValue().asInt()));
        return new CopyEpisode(
                node.get("episode").asText(),
                node.get("contributor").asText(),
                node.get("consent").asText(),
                node.get("task").asText(),
                node.get("outcome").asText(),
                PrivacyLevel.ofWireName(node.get("privacy_level").asText()),
                Level.valueOf(node.get("worst_finding").asText().toUpperCase(Locale.ROOT)),
                known.findings(),
                new TimeSpan(
                        node.get("span_start_ns").asLong(),
                        node.get("span_end_ns").asLong()),
                node.get("frames").asInt(),
                node.get("repeated_frames").asInt(),
                node.get("dropped_frames").asInt(),
                held,
                streams(texts(node.path("streams")), known.sensors()),
                Optional.ofNullable(node.get("motion")).map(ManifestEpisodes::motion),
                node.path("alignments")
                        .valueStream()
                        .map(ManifestEpisodes::alignment)
                        .toList(),
                node.has("native_width") ? Optional.of(picture(node)) : Optional.empty());
    }

    private static CopyPicture picture(JsonNode node) {
        return new CopyPicture(
                node.get("native_width").asInt(),
                node.get("native_height").asInt(),
                node.get("native_fps").asDouble(),
                node.get("image_statistics_frames").asInt());
    }

    /// A recording names its sensors in the order of its streams.
    private static List<CopyStream> streams(List<String> names, List<SensorKind> kinds) {
        List<CopyStream> streams = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), kinds.size()); i++) {
            streams.add(new CopyStream(names.get(i), kinds.get(i)));
        }
        return streams;
    }

    private static CopyMotion motion(JsonNode node) {
        return new CopyMotion(node.get("joints").asInt(), node.get("rate_hz").asDouble());
    }

    private static ClockAlignment alignment(JsonNode node) {
        return new ClockAlignment(
                new ClockName(node.get("from").asText()),
                new ClockName(node.get("to").asText()),
                node.get("offset_ns").asLong(),
                node.get("bound_ns").asLong(),
                ClockAlignment.Method.valueOf(node.get("method").asText().toUpperCase(Locale.ROOT)));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
