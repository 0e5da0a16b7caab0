package dev.firsthand.engine.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.engine.episode.Intake;
import dev.firsthand.engine.privacy.Scrub;
import dev.firsthand.engine.quality.ContainerChecks;
import dev.firsthand.engine.release.CopyContents.CopyEpisode;
import dev.firsthand.engine.release.FileDigests.FileDigest;
import dev.firsthand.streams.time.ClockAlignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes what a copy says about itself: data card, licence, consent summary, manifest, digests. Nothing in them
/// depends on the day or the machine: the same contents give the same bytes.
final class CopyPages {
    static final String MANIFEST = "manifest.json";
    private static final String SUMS = "SHA256SUMS";

    private static final String DEMONSTRATION_LINE =
            "DEMONSTRATION - nobody has looked at the pictures. Not for training, not to be passed on.";

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final CopyContents contents;

    CopyPages(CopyContents contents) {
        this.contents = contents;
    }

    /// Writes the pages into a folder that holds the data files, the digests last, and returns the digests of all
    /// files.
    /// Each is read for them once.
    List<FileDigest> write(Path folder) throws IOException {
        Files.writeString(folder.resolve("README.md"), dataCard(), UTF_8);
        Files.writeString(folder.resolve("LICENCE.md"), licence(), UTF_8);
        Files.writeString(folder.resolve("CONSENT_SUMMARY.json"), text(consentSummary()), UTF_8);
        List<FileDigest> files = FileDigests.of(folder);
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
        manifest.put("holder", contents.holder());
        manifest.put("lowest_privacy_level", contents.lowestLevel().wireName());
        manifest.put("fps", contents.grid().fps());
        manifest.put("width", contents.grid().width());
        manifest.put("height", contents.grid().height());
        manifest.put("encoder_build", contents.encoderBuild());
        ObjectNode versions = manifest.putObject("stage_versions");
        versions.put("intake", Intake.VERSION);
        versions.put("checks", ContainerChecks.VERSION);
        versions.put("privacy", Scrub.VERSION);
        versions.put("render", EpisodeRendering.VERSION);
        versions.put("assemble", CopyAssembly.VERSION);
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

    private ObjectNode episode(int index, CopyEpisode episode) {
        ObjectNode node = json.createObjectNode();
        node.put("episode_index", index);
        node.put("episode", episode.pseudonym());
        node.put("contributor", episode.contributor());
        node.put("consent", episode.consent());
        node.put("task", episode.task());
        node.put("outcome", episode.outcome());
        node.put("privacy_level", episode.level().wireName());
        node.put("worst_finding", episode.qualityWorst());
        node.put("span_start_ns", episode.span().startNanos());
        node.put("span_end_ns", episode.span().endNanos());
        node.put("frames", episode.frames());
        node.put("repeated_frames", episode.repeatedFrames());
        node.put("dropped_frames", episode.droppedFrames());
        node.put("image_statistics_frames", episode.statisticsFrames());
        episode.heldFrames().forEach(node.putObject("held_frames")::put);
        episode.streams().forEach(node.putArray("streams")::add);
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
        summary.put(
                "checked",
                "Every grant was asked for again in the transaction that published this copy, and held against withdrawal meanwhile.");
        summary.put(
                "withdrawal",
                "A contributor may withdraw at any time. The operator then tells the holder which episodes must go, by the names used in this copy.");
        return summary;
    }

    private String licence() {
        return (contents.kind() == ReleaseKind.DEMONSTRATION ? DEMONSTRATION_LINE + "\n\n" : "")
                + """
                # Licence of this copy

                This copy of `%s` %s was made for one holder: %s.

                - It may be used to train and evaluate robots, by this holder alone.
                - It may not be used to recognise, watch or rate people, nor be joined with other data to find out who they are.
                - It may not be passed on. Other parties ask the operator for a copy of their own.
                - When the operator recalls an episode, the holder deletes it and everything that shows it, and leaves it out of
                  the next training.
                """.formatted(contents.name(), contents.version(), contents.holder());
    }

    private String dataCard() {
        return (contents.kind() == ReleaseKind.DEMONSTRATION ? DEMONSTRATION_LINE + "\n\n" : "")
                + """
                # %s %s

                | | |
                | --- | --- |
                | kind | %s |
                | episodes | %d |
                | frames | %d at %d per second |
                | picture | %d x %d, scaled to fit and padded |
                | contributors | %d |
                | lowest privacy level | %s |
                | sound | none, removed before anybody saw the recording |
                | independent witnesses of the log | 0 |

                ## What is in it
                - `lerobot/`: LeRobot v3.0. `from lerobot.datasets.lerobot_dataset import LeRobotDataset`, then
                  `LeRobotDataset("%s", root="lerobot")`.
                - `mcap/`: one file per episode at the native rates, for Foxglove or Rerun (`rerun mcap/*.mcap`).
                - `manifest.json`: every file with its digest, every episode with its evidence. `SHA256SUMS`: `sha256sum -c SHA256SUMS`.
                - `CONSENT_SUMMARY.json`, `LICENCE.md`: what people agreed to, and so what you may do.

                ## What to know
                - Frame k of an episode shows the last picture taken by k / %d s (at most 1 ms later); `capture_time_ns` is that picture's own
                  time in nanoseconds from the start of the recording. Repeated and dropped pictures are counted in the manifest.
                - The task outcome is what the contributor said. Nobody has checked it.
                - Names of episodes and contributors are made for this copy alone. The same episode in another holder's copy can be
                  found by its pictures; two episodes of one person cannot be joined across copies by anything written here.
                - Image statistics come from evenly spaced frames, as many as `prov/image_statistics_frames` says; all others are exact.
                """.formatted(
                                contents.name(),
                                contents.version(),
                                contents.kind().wireName(),
                                contents.episodes().size(),
                                contents.frames(),
                                contents.grid().fps(),
                                contents.grid().width(),
                                contents.grid().height(),
                                contents.contributors(),
                                contents.lowestLevel().wireName(),
                                contents.name(),
                                contents.grid().fps());
    }
}
