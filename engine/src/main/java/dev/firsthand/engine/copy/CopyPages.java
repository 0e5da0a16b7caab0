package dev.firsthand.engine.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyContents.CopyFinding;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.streams.time.ClockAlignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes what a copy says about itself: data card, licence, consent summary, manifest, digests. Nothing in them
/// depends on the day or the machine: the same contents give the same bytes.
public final class CopyPages {
    public static final String MANIFEST = "manifest.json";
    static final String SUMS = "SHA256SUMS";

    private static final String DEMONSTRATION_LINE =
            "DEMONSTRATION - nobody has looked at the recordings. " + ReleaseKind.DEMONSTRATION_TERMS;

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final CopyContents contents;

    public CopyPages(CopyContents contents) {
        this.contents = contents;
    }

    /// Writes the pages into a folder that holds the data files, the digests last, and returns the digests of all
    /// files. Each is read for them once.
    public List<FileDigest> write(Path folder) throws IOException {
        return write(folder, Map.of());
    }

    /// As above, but for files whose digests are known already, by their paths.
    public List<FileDigest> write(Path folder, Map<String, String> known) throws IOException {
        Files.writeString(folder.resolve("README.md"), firstLine() + new DataCard(contents).text(), UTF_8);
        Files.writeString(folder.resolve("LICENCE.md"), firstLine() + licence(), UTF_8);
        Files.writeString(folder.resolve("CONSENT_SUMMARY.json"), text(consentSummary()), UTF_8);
        List<FileDigest> files = FileDigests.of(folder, known);
        Files.writeString(folder.resolve(MANIFEST), text(manifest(files)), UTF_8);
        List<FileDigest> all = new ArrayList<>(files);
        all.add(FileDigests.of(folder, MANIFEST));
        all.sort(Comparator.comparing(FileDigest::path));
        Files.writeString(
                folder.resolve(SUMS),
                all.stream()
                        .map(file -> file.sha256() + "  " + file.path() + "\n")
                        .collect(Collectors.joining()),
                UTF_8);
        all.add(FileDigests.of(folder, SUMS));
        return List.copyOf(all);
    }

    private String text(ObjectNode node) throws IOException {
        return json.writeValueAsString(node) + "\n";
    }

    private ObjectNode manifest(List<FileDigest> files) {
        ObjectNode manifest = json.createObjectNode();
        manifest.put("kind", contents.kind().wireName());
        manifest.put("format", "firsthand-release/1");
        manifest.put("name", contents.name());
        manifest.put("version", contents.version().toString());
        contents.superseding().ifPresent(superseding -> {
            manifest.put("supersedes", superseding.version().toString());
            superseding.withdrawn().forEach(manifest.putArray("withdrawn")::add);
        });
        manifest.put("holder", contents.holder());
        manifest.put("lowest_privacy_level", contents.lowestLevel().wireName());
        manifest.put("media", contents.media().wireName());
        manifest.put("fps", contents.media().fps());
        if (contents.media() instanceof CopyMedia.Pictures(var grid, var encoderBuild)) {
            manifest.put("width", grid.width()).put("height", grid.height());
            manifest.put("encoder_build", encoderBuild);
        }
        manifest.put("episodes_with_motion", contents.withMotion());
        contents.stageVersions().forEach(manifest.putObject("stage_versions")::put);
        manifest.set("asked_for", asked());
        manifest.putObject("law")
                .put("rules", contents.ruled().rules())
                .put("rules_unverified", contents.ruled().unverified())
                .put("rule_table_sha256", contents.ruled().tableSha256());
        ArrayNode episodes = manifest.putArray("episodes");
        for (int index = 0; index < contents.episodes().size(); index++) {
            episodes.add(episode(index, contents.episodes().get(index)));
        }
        ArrayNode list = manifest.putArray("files");
        for (FileDigest file : files) {
            list.addObject()
                    .put("path", file.path())
                    .put("size_bytes", file.sizeBytes())
                    .put("sha256", file.sha256());
        }
        return manifest;
    }

    private ObjectNode asked() {
        ObjectNode asked = json.createObjectNode();
        contents.asked().tasks().forEach(asked.putArray("tasks")::add);
        asked.put("days_chosen", contents.asked().daysChosen());
        contents.asked().outcomes().forEach(asked.putArray("outcomes")::add);
        contents.asked().worstFinding().ifPresent(level -> asked.put("worst_finding", level));
        return asked;
    }

    private ObjectNode episode(int index, CopyEpisode episode) {
        ObjectNode node = json.createObjectNode();
        node.put("episode_index", index);
        node.put("episode", episode.pseudonym());
        node.put("contributor", episode.contributor());
        node.put("consent", episode.consent());
        node.put("task", episode.task());
        node.put("outcome", episode.outcome());
        node.put("privacy_level", episode.level().wireName());
        node.put("worst_finding", episode.worstFinding());
        ArrayNode findings = node.putArray("findings");
        episode.findings().stream().map(CopyFinding::code).distinct().sorted().forEach(findings::add);
        node.put("span_start_ns", episode.span().startNanos());
        node.put("span_end_ns", episode.span().endNanos());
        node.put("frames", episode.frames());
        node.put("repeated_frames", episode.repeatedFrames());
        node.put("dropped_frames", episode.droppedFrames());
        episode.heldFrames().forEach(node.putObject("held_frames")::put);
        episode.picture()
                .ifPresent(picture -> node.put("image_statistics_frames", picture.statisticsFrames())
                        .put("native_width", picture.width())
                        .put("native_height", picture.height())
                        .put("native_fps", Math.round(picture.rateHz() * 100) / 100.0));
        ArrayNode streams = node.putArray("streams");
        episode.streams().forEach(stream -> streams.add(stream.name()));
        episode.motion()
                .ifPresent(motion -> node.putObject("motion")
                        .put("joints", motion.joints())
                        .put("rate_hz", Math.round(motion.rateHz() * 1000) / 1000.0));
        ArrayNode alignments = node.putArray("alignments");
        episode.alignments().forEach(alignment -> alignments.add(alignment(alignment)));
        return node;
    }

    private ObjectNode alignment(ClockAlignment alignment) {
        return json.createObjectNode()
                .put("from", alignment.from().value())
                .put("to", alignment.to().value())
                .put("offset_ns", alignment.offsetNanos())
                .put("bound_ns", alignment.boundNanos())
                .put("method", alignment.method().name().toLowerCase(Locale.ROOT));
    }

    private ObjectNode consentSummary() {
        ObjectNode summary = json.createObjectNode();
        summary.put("kind", contents.kind().wireName());
        summary.put("contributors", contents.contributors());
        summary.put("episodes", contents.episodes().size());
        ArrayNode purposes = summary.putArray("purposes_agreed_by_every_contributor");
        contents.purposes().forEach(purpose -> purposes.add(purpose.wireName()));
        if (contents.withMotion() > 0) {
            summary.putObject("motion")
                    .put("episodes", contents.withMotion())
                    .put("purpose_agreed_by_whose_motion_it_is", Purpose.BIOMETRIC_TEMPLATE.wireName());
        }
        summary.put(
                "checked",
                "Every grant was asked for again in the transaction that published this copy, and held against withdrawal meanwhile.");
        summary.put(
                "withdrawal",
                "A contributor may withdraw at any time. The operator then tells the holder which episodes must go, by the names used in this copy.");
        return summary;
    }

    private String firstLine() {
        return switch (contents.kind()) {
            case STANDARD -> "";
            case DEMONSTRATION -> DEMONSTRATION_LINE + "\n\n";
        };
    }

    private String licence() {
        return """
                # Licence of this copy

                This copy of `%s` %s was made for one holder: %s.

                %s""".formatted(contents.name(), contents.version(), contents.holder(), terms());
    }

    private String terms() {
        return switch (contents.kind()) {
            case STANDARD -> """
                - It may be used to train and evaluate robots, by this holder alone.
                - It may not be used to recognise, watch or rate people, nor be joined with other data to find out who they are.
                - It may not be passed on. Other parties ask the operator for a copy of their own.
                - When the operator recalls an episode, the holder deletes it and everything that shows it, and leaves it out of
                  the next training.
                """;
            case DEMONSTRATION -> ReleaseKind.DEMONSTRATION_TERMS + "\n";
        };
    }
}
