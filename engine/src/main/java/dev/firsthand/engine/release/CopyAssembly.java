package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.copy.CopyContents;
import dev.firsthand.engine.copy.CopyContents.Asked;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyContents.CopyFinding;
import dev.firsthand.engine.copy.CopyContents.CopyMotion;
import dev.firsthand.engine.copy.CopyContents.CopyPicture;
import dev.firsthand.engine.copy.CopyContents.CopyStream;
import dev.firsthand.engine.copy.CopyContents.Logged;
import dev.firsthand.engine.copy.CopyContents.Ruled;
import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.engine.copy.CopyPages;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.custody.PlainFile;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.Intake;
import dev.firsthand.engine.episode.Origin;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.privacy.Scrub;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.quality.ContainerChecks;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.release.CopyLayout.OnGrid;
import dev.firsthand.engine.release.EpisodeStreams.Loaded;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.rules.RulesUsed;
import dev.firsthand.engine.store.Database;
import dev.firsthand.recording.convert.CameraModel;
import dev.firsthand.recording.convert.EpisodeMcap;
import dev.firsthand.recording.convert.EpisodeMcapResult;
import dev.firsthand.recording.convert.EpisodeRecording;
import dev.firsthand.recording.convert.EpisodeRecording.Motion;
import dev.firsthand.recording.lerobot.EpisodeVideo;
import dev.firsthand.recording.lerobot.LeRobotEpisode;
import dev.firsthand.recording.lerobot.LeRobotWriter;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.validation.LeRobotValidator;
import dev.firsthand.recording.validation.ValidationReport;
import dev.firsthand.recording.video.GridMapping;
import dev.firsthand.recording.video.VideoFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Makes one holder's folder from rendered parts and checks it by reading it back.
final class CopyAssembly {
    static final int VERSION = 2;

    static final SortedMap<String, Integer> STAGE_VERSIONS = new TreeMap<>(Map.of(
            "intake", Intake.VERSION,
            "checks", ContainerChecks.VERSION,
            "privacy", Scrub.VERSION,
            "render", EpisodeRendering.VERSION,
            "assemble", VERSION));

    private final Database database;
    private final Releases releases;
    private final ReleaseFolders folders;
    private final EpisodeFiles files;
    private final EpisodeStreams data;
    private final Rooms rooms;

    CopyAssembly(Database database, Releases releases, ReleaseRun.Stores stores, Rooms rooms) {
        this.database = database;
        this.rooms = rooms;
        this.releases = releases;
        this.folders = stores.folders();
        this.files = stores.files();
        this.data = new EpisodeStreams(stores.files());
    }

    /// A finished copy did not pass its own check: it is not published.
    static final class CopyInvalidException extends Exception {
        private static final long serialVersionUID = 1;

        CopyInvalidException(String message) {
            super(message);
        }
    }

    /// Which copy is to be made, for whom, of what.
    record CopyOrder(Requested requested, Holder holder, CopyMedia media, Asked asked) {
        ReleaseRequest request() {
            return requested.request();
        }
    }

    /// Builds the copy in a folder of this attempt. Nothing is left of one that cannot be finished.
    Assembled assemble(CopyOrder order, List<Part> parts, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException, CopyInvalidException {
        Path staging = folders.freshStaging(order.requested().copy());
        boolean finished = false;
        try {
            Assembled assembled = build(staging, order, parts, step);
            finished = true;
            return assembled;
        } finally {
            if (!finished) {
                folders.discard(staging);
            }
        }
    }

    void discard(Assembled assembled) throws IOException {
        folders.discard(assembled.staging());
    }

    private Assembled build(Path staging, CopyOrder order, List<Part> parts, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException, CopyInvalidException {
        CopyPseudonyms pseudonyms = new CopyPseudonyms(database.inTransaction(tx ->
                releases.copyKey(tx, order.request().line(), order.request().holder())));
        List<Named> named = named(parts, pseudonyms);
        ReleaseVersion version =
                database.inTransaction(tx -> releases.nextVersion(tx, order.request(), Assembled.names(named)));
        RulesUsed rules = database.inTransaction(tx -> Rules.of(rooms, order.holder(), order.request())
                .moves()
                .used(tx, Assembled.people(named).keySet()));
        List<CopyEpisode> episodes = write(staging, order, named, pseudonyms, step);
        CopyContents contents = new CopyContents(
                order.request().line(),
                version,
                order.request().kind(),
                order.holder().form().legalName(),
                order.media(),
                STAGE_VERSIONS,
                ReleaseConsent.purposes(order.holder(), order.request().media()),
                order.asked(),
                logged(rooms.evidence()),
                Optional.empty(),
                ruled(rules),
                episodes);
        List<FileDigest> files = new CopyPages(contents).write(staging);
        validate(staging);
        return new Assembled(staging, version, files, named, rules);
    }

    static Ruled ruled(RulesUsed rules) {
        return new Ruled(rules.rules().size(), rules.unverified(), rules.tableSha256());
    }

    /// The log as it stands: the release itself is logged when it is published.
    static Logged logged(Evidence evidence) throws IOException {
        return new Logged(
                evidence.log().keys().origin(),
                evidence.log().keys().newest().text(),
                evidence.witnesses().independent());
    }

    /// The order of a copy is that of its own names, so that it tells nothing either.
    private static List<Named> named(List<Part> parts, CopyPseudonyms pseudonyms) {
        return parts.stream()
                .map(part -> new Named(pseudonyms.episode(part.episode().id().value(), part.span()), part))
                .sorted(Comparator.comparing(Named::pseudonym))
                .toList();
    }

    private List<CopyEpisode> write(
            Path staging, CopyOrder order, List<Named> named, CopyPseudonyms pseudonyms, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException {
        Files.createDirectories(staging.resolve("mcap"));
        List<Part> parts = named.stream().map(Named::part).toList();
        CopyLayout layout = CopyLayout.of(
                order.media(), parts, data.bodyFeatures(parts), order.request().kind());
        List<CopyEpisode> episodes = new ArrayList<>();
        try (LeRobotWriter writer = LeRobotWriter.open(staging.resolve("lerobot"), layout.spec())) {
            for (Named one : named) {
                Loaded loaded = data.load(one.part(), order.media().fps());
                SortedMap<String, OnGrid> measured = layout.measured(loaded);
                CopyEpisode episode = describe(one, loaded, measured, pseudonyms);
                writer.add(new LeRobotEpisode(
                        episode.task(),
                        loaded.mapping().captureTimesNanos(),
                        videos(staging, one),
                        CopyLayout.columns(measured),
                        CopyLayout.provenance(episode)));
                mcap(staging.resolve(CopyLayout.mcap(episodes.size())), one, loaded, episode);
                episodes.add(episode);
                step.progress(episodes.size(), named.size());
            }
            writer.finish();
        }
        return episodes;
    }

    private Map<String, EpisodeVideo> videos(Path staging, Named one) throws IOException, ConsentEndedException {
        return switch (one.part()) {
            case FilmedPart film -> Map.of(CopyLayout.CAMERA, video(staging.resolve(one.pseudonym() + ".mp4"), film));
            case MotionPart alone -> Map.of();
        };
    }

    private EpisodeVideo video(Path file, FilmedPart part) throws IOException, ConsentEndedException {
        try (var in = files.open(
                part.episode().recorded(),
                Purpose.TRAIN_ROBOT_POLICY,
                part.rendered().object())) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return new EpisodeVideo(file, part.rendered().counts());
    }

    private void mcap(Path file, Named one, Loaded loaded, CopyEpisode episode)
            throws IOException, ConsentEndedException {
        switch (one.part()) {
            case FilmedPart film -> {
                try (PlainFile video = data.nativeVideo(film)) {
                    Optional<CameraModel> camera = EpisodeStreams.camera(film.film(), video.path());
                    mcap(file, recording(Optional.of(video.path()), camera, loaded, episode));
                }
            }
            case MotionPart alone -> mcap(file, recording(Optional.empty(), Optional.empty(), loaded, episode));
        }
    }

    private static EpisodeRecording recording(
            Optional<Path> video, Optional<CameraModel> camera, Loaded loaded, CopyEpisode episode) {
        return new EpisodeRecording(
                video,
                loaded.streams(),
                loaded.motion(),
                loaded.alignments(),
                camera,
                episode.span(),
                new TreeMap<>(CopyLayout.provenance(episode)));
    }

    private static void mcap(Path file, EpisodeRecording recording) throws IOException {
        if (EpisodeMcap.write(recording, file) instanceof EpisodeMcapResult.Refused(var code, var message)) {
            throw new IOException(
                    "episode %s cannot be written as MCAP: %s (%s)".formatted(recording.identifiers(), message, code));
        }
    }

    private static CopyEpisode describe(
            Named one, Loaded loaded, SortedMap<String, OnGrid> measured, CopyPseudonyms pseudonyms) {
        Part part = one.part();
        GridMapping mapping = loaded.mapping();
        SortedMap<String, Integer> held = new TreeMap<>();
        measured.forEach((feature, onGrid) -> held.put(feature, onGrid.held()));
        return new CopyEpisode(
                one.pseudonym(),
                pseudonyms.contributor(part.episode().contributor().value()),
                pseudonyms.consent(grant(part)),
                part.labelled().label().taskSentence(),
                part.labelled().label().outcome().name().toLowerCase(Locale.ROOT),
                part.scrubbed().level(),
                part.scrubbed().checked().worst(),
                part.scrubbed().checked().findings().stream()
                        .map(finding -> new CopyFinding(finding.code(), finding.level()))
                        .toList(),
                part.span(),
                mapping.size(),
                mapping.repeats(),
                mapping.drops(),
                held,
                loaded.streams().stream()
                        .map(stream -> new CopyStream(stream.name().value(), stream.kind()))
                        .toList(),
                loaded.motion().map(CopyAssembly::moving),
                loaded.alignments(),
                picture(part));
    }

    private static Optional<CopyPicture> picture(Part part) {
        return switch (part) {
            case FilmedPart film ->
                Optional.of(asRecorded(film.film().facts(), film.rendered().histogramFrames()));
            case MotionPart alone -> Optional.empty();
        };
    }

    private static CopyMotion moving(Motion motion) {
        Clip clip = motion.clip();
        return new CopyMotion(clip.skeleton().size(), clip.framesPerSecond());
    }

    private static CopyPicture asRecorded(VideoFacts facts, int statisticsFrames) {
        double rateHz = facts.frames() * 1e9 / facts.durationNanos();
        return new CopyPicture(facts.shownWidth(), facts.shownHeight(), rateHz, statisticsFrames);
    }

    private static UUID grant(Part part) {
        return switch (part.episode().origin()) {
            case Origin.Recorded recorded -> recorded.grant();
            case Origin.Imported imported ->
                throw new IllegalStateException("an imported episode has no grant to name");
        };
    }

    static void validate(Path staging) throws IOException, CopyInvalidException {
        ValidationReport report = LeRobotValidator.validate(staging.resolve("lerobot"));
        if (!report.clean()) {
            throw new CopyInvalidException("The finished copy is wrong at %d places, the first: %s"
                    .formatted(report.broken().size(), report.broken().getFirst()));
        }
    }
}
