package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyContents;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyContents.Superseding;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.engine.copy.CopyPages;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.copy.ManifestEpisodes;
import dev.firsthand.engine.copy.ManifestEpisodes.Placed;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.release.Carried.Staying;
import dev.firsthand.engine.release.CopyAssembly.CopyInvalidException;
import dev.firsthand.engine.release.EpisodeRendering.Rendered;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.rules.RulesUsed;
import dev.firsthand.engine.store.Database;
import dev.firsthand.recording.lerobot.EpisodeVideo;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.lerobot.LeRobotEpisode;
import dev.firsthand.recording.lerobot.LeRobotReader;
import dev.firsthand.recording.lerobot.LeRobotWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes a copy out of the one whose place it takes: pictures and streams are linked as they are, tables,
/// statistics and pages are made again. Nothing sealed is opened and nothing is encoded.
final class SupersedingAssembly {
    private final Database database;
    private final Rooms rooms;
    private final ReleaseFolders folders;
    private final EpisodeRendering rendering;

    SupersedingAssembly(Database database, Rooms rooms, ReleaseFolders folders, EpisodeRendering rendering) {
        this.database = database;
        this.rooms = rooms;
        this.folders = folders;
        this.rendering = rendering;
    }

    /// Which copy is to be made, and what its pages say of the one before.
    record Order(Requested requested, Holder holder, ReleaseVersion version, Superseding superseding) {}

    /// Nothing is left of a folder that cannot be finished.
    Assembled assemble(Order order, Carried carried, StepContext step)
            throws IOException, InterruptedException, CopyInvalidException {
        Path staging = folders.freshStaging(order.requested().copy());
        boolean finished = false;
        try {
            Assembled assembled = build(staging, order, carried, step);
            finished = true;
            return assembled;
        } finally {
            if (!finished) {
                folders.discard(staging);
            }
        }
    }

    private Assembled build(Path staging, Order order, Carried carried, StepContext step)
            throws IOException, InterruptedException, CopyInvalidException {
        var layout = new CopyLayout(
                carried.media(),
                LeRobotReader.features(lerobot(carried)),
                order.requested().request().kind());
        List<Named> parts = parts(carried, layout.features());
        Map<String, String> linked = write(staging, layout, carried, parts, step);
        CopyAssembly.validate(staging);
        RulesUsed rules = database.inTransaction(
                tx -> Rules.of(rooms, order.holder(), order.requested().request())
                        .moves()
                        .used(tx, Assembled.people(parts).keySet()));
        CopyContents contents = new CopyContents(
                order.requested().request().line(),
                order.version(),
                order.requested().request().kind(),
                order.holder().form().legalName(),
                carried.media(),
                CopyAssembly.STAGE_VERSIONS,
                ReleaseConsent.purposes(
                        order.holder(), order.requested().request().media()),
                ManifestEpisodes.asked(carried.folder()),
                CopyAssembly.logged(rooms.evidence()),
                Optional.of(order.superseding()),
                CopyAssembly.ruled(rules),
                carried.staying().values().stream()
                        .map(staying -> staying.placed().episode())
                        .toList());
        List<FileDigest> files = new CopyPages(contents).write(staging, linked);
        return new Assembled(staging, order.version(), files, parts, rules);
    }

    private List<Named> parts(Carried carried, List<Feature> features) throws IOException, InterruptedException {
        List<Named> parts = new ArrayList<>();
        for (Map.Entry<String, Staying> one : carried.staying().entrySet()) {
            Staying staying = one.getValue();
            Part part = switch (carried.media()) {
                case CopyMedia.Pictures pictures -> film(carried, pictures, staying);
                case CopyMedia.Motion alone ->
                    new MotionPart(
                            staying.labelled(), staying.placed().episode().span(), features);
            };
            parts.add(new Named(one.getKey(), part));
        }
        return parts;
    }

    /// The counts of pixels are remembered from when the pictures were rendered.
    private FilmedPart film(Carried carried, CopyMedia.Pictures pictures, Staying staying)
            throws IOException, InterruptedException {
        Labelled labelled = staying.labelled();
        CopyEpisode episode = staying.placed().episode();
        Optional<Rendered> remembered = rendering.remembered(
                labelled.reviewed().scrubbed(), episode.span(), pictures.grid(), pictures.encoderBuild());
        Rendered rendered =
                remembered.isPresent() ? remembered.get() : rendering.counted(video(carried, staying), pictures.grid());
        return new FilmedPart(
                labelled, episode.span(), rendered, episode.motion().isPresent());
    }

    private static Path video(Carried carried, Staying staying) {
        return carried.folder().resolve(CopyLayout.video(staying.placed().index()));
    }

    /// Gives the digests of what was linked, by the new paths.
    private static Map<String, String> write(
            Path staging, CopyLayout layout, Carried carried, List<Named> parts, StepContext step) throws IOException {
        var links = new Links(carried.folder(), staging);
        Files.createDirectories(staging.resolve("mcap"));
        try (LeRobotReader reader = LeRobotReader.open(lerobot(carried), layout.features());
                LeRobotWriter writer = LeRobotWriter.open(staging.resolve("lerobot"), layout.spec())) {
            int read = 0;
            int written = 0;
            for (Staying staying : carried.staying().values()) {
                Placed placed = staying.placed();
                for (; read < placed.index(); read++) {
                    reader.skip();
                }
                read++;
                var videos = links.pictures(placed.index(), written, parts.get(written));
                add(writer, reader.next(), placed.episode(), videos);
                links.link(CopyLayout.mcap(placed.index()), CopyLayout.mcap(written));
                step.progress(++written, parts.size());
            }
            writer.finish();
        }
        return links.digests();
    }

    private static Path lerobot(Carried carried) {
        return carried.folder().resolve("lerobot");
    }

    private static void add(
            LeRobotWriter writer, LeRobotReader.Rows rows, CopyEpisode episode, Map<String, EpisodeVideo> videos)
            throws IOException {
        writer.add(new LeRobotEpisode(
                episode.task(), rows.captureTimesNanos(), videos, rows.columns(), CopyLayout.provenance(episode)));
    }

    /// Files of the old copy that are in the new one too. Where the disk has no links they are copied, and read for
    /// their digests.
    private static final class Links {
        private final Path from;
        private final Path to;
        private final Map<String, String> known = new HashMap<>();
        private final Map<String, String> digests = new TreeMap<>();
        private boolean copied;

        Links(Path from, Path to) throws IOException {
            this.from = from;
            this.to = to;
            CopyFiles.read(from, "").files().forEach(file -> known.put(file.path(), file.sha256()));
        }

        /// Those of an episode at one place, which the writer moves to another.
        Map<String, EpisodeVideo> pictures(int old, int fresh, Named one) throws IOException {
            return switch (one.part()) {
                case FilmedPart film -> {
                    Path pictures = aside(CopyLayout.video(old), one.pseudonym() + ".mp4");
                    moved(CopyLayout.video(old), CopyLayout.video(fresh));
                    yield Map.of(
                            CopyLayout.CAMERA,
                            new EpisodeVideo(pictures, film.rendered().counts()));
                }
                case MotionPart alone -> Map.of();
            };
        }

        void link(String old, String fresh) throws IOException {
            aside(old, fresh);
            moved(old, fresh);
        }

        /// At a place from which it is moved on.
        Path aside(String old, String fresh) throws IOException {
            Path source = from.resolve(old);
            Path target = to.resolve(fresh);
            try {
                Files.createLink(target, source);
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                copied = true;
                Files.copy(source, target);
            }
            return target;
        }

        void moved(String old, String fresh) {
            Optional.ofNullable(known.get(old)).ifPresent(digest -> digests.put(fresh, digest));
        }

        Map<String, String> digests() {
            return copied ? Map.of() : digests;
        }
    }
}
