package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.PlainFile;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.Origin;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.release.CopyContents.CopyEpisode;
import dev.firsthand.engine.release.FileDigests.FileDigest;
import dev.firsthand.engine.release.ReleaseRun.Assembled;
import dev.firsthand.engine.release.ReleaseRun.AssembledEpisode;
import dev.firsthand.engine.release.ReleaseRun.Part;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.store.Database;
import dev.firsthand.recording.convert.EpisodeMcap;
import dev.firsthand.recording.convert.EpisodeMcapResult;
import dev.firsthand.recording.convert.EpisodeRecording;
import dev.firsthand.recording.lerobot.EpisodeVideo;
import dev.firsthand.recording.lerobot.LeRobotEpisode;
import dev.firsthand.recording.lerobot.LeRobotWriter;
import dev.firsthand.recording.validation.LeRobotValidator;
import dev.firsthand.recording.validation.ValidationReport;
import dev.firsthand.recording.video.GridMapping;
import dev.firsthand.recording.video.GridSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes one holder's folder from rendered parts, checks it by reading it back, and puts it in place.
final class CopyAssembly {
    static final int VERSION = 1;

    private final Database database;
    private final Releases releases;
    private final ReleaseFolders folders;
    private final EpisodeFiles files;
    private final EpisodeStreams data;
    private final RenderingTools tools;

    CopyAssembly(Database database, Releases releases, ReleaseRun.Stores stores, RenderingTools tools) {
        this.database = database;
        this.releases = releases;
        this.folders = stores.folders();
        this.files = stores.files();
        this.data = new EpisodeStreams(stores.files());
        this.tools = tools;
    }

    /// A part under the name that this copy gives it.
    private record Named(String pseudonym, Part part) {}

    Assembled assemble(Requested requested, Holder holder, GridSpec grid, List<Part> parts, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException, CopyInvalidException {
        CopyPseudonyms pseudonyms = new CopyPseudonyms(database.inTransaction(tx -> releases.copyKey(
                tx, requested.request().line(), requested.request().holder())));
        List<Named> named = named(parts, pseudonyms);
        ReleaseVersion version = database.inTransaction(tx -> releases.nextVersion(
                tx, requested.request(), named.stream().map(Named::pseudonym).toList()));
        Path staging = folders.freshStaging(requested.copy());
        List<CopyEpisode> episodes = write(staging, requested, grid, named, pseudonyms, step);
        CopyContents contents = new CopyContents(
                requested.request().line(),
                version,
                requested.request().kind(),
                holder.form().legalName(),
                grid,
                tools.encoderBuild(),
                ReleaseConsent.purposes(holder),
                episodes);
        new CopyPages(contents).write(staging);
        validate(staging);
        return assembled(staging, version, named);
    }

    void putInPlace(CopyId copy) throws IOException {
        folders.putInPlace(copy);
    }

    void discard(CopyId copy) throws IOException {
        folders.discard(copy);
    }

    /// The order of a copy is that of its own names, so that it tells nothing either.
    private static List<Named> named(List<Part> parts, CopyPseudonyms pseudonyms) {
        return parts.stream()
                .map(part -> new Named(pseudonyms.episode(part.episode().id().value(), part.spanIndex()), part))
                .sorted(Comparator.comparing(Named::pseudonym))
                .toList();
    }

    private List<CopyEpisode> write(
            Path staging,
            Requested requested,
            GridSpec grid,
            List<Named> named,
            CopyPseudonyms pseudonyms,
            StepContext step)
            throws IOException, InterruptedException, ConsentEndedException {
        Files.createDirectories(staging.resolve("mcap"));
        CopyLayout layout = CopyLayout.of(
                grid,
                named.stream().map(Named::part).toList(),
                requested.request().kind());
        List<CopyEpisode> episodes = new ArrayList<>();
        try (LeRobotWriter writer = LeRobotWriter.open(staging.resolve("lerobot"), layout.spec())) {
            for (int index = 0; index < named.size(); index++) {
                Named one = named.get(index);
                EpisodeStreams.Loaded loaded = data.load(one.part(), grid);
                CopyEpisode episode = describe(one, loaded, pseudonyms);
                writer.add(new LeRobotEpisode(
                        episode.task(),
                        loaded.mapping().captureTimesNanos(),
                        Map.of(CopyLayout.CAMERA, video(staging, one)),
                        layout.columns(loaded),
                        CopyLayout.provenance(episode)));
                mcap(staging, index, one, loaded, episode);
                episodes.add(episode);
                step.progress(index + 1, named.size());
            }
            writer.finish();
        }
        return episodes;
    }

    private EpisodeVideo video(Path staging, Named one) throws IOException, ConsentEndedException {
        Path file = staging.resolve(one.pseudonym() + ".mp4");
        try (var in = files.open(
                one.part().episode().contributor(),
                Purpose.TRAIN_ROBOT_POLICY,
                one.part().rendered().object())) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return new EpisodeVideo(file, one.part().rendered().counts());
    }

    private void mcap(Path staging, int index, Named one, EpisodeStreams.Loaded loaded, CopyEpisode episode)
            throws IOException, ConsentEndedException {
        Path file = staging.resolve("mcap/episode-%06d.mcap".formatted(index));
        try (PlainFile video = data.nativeVideo(one.part())) {
            EpisodeRecording recording = new EpisodeRecording(
                    video.path(),
                    loaded.streams(),
                    loaded.alignments(),
                    Optional.empty(),
                    new TreeMap<>(CopyLayout.provenance(episode)));
            if (EpisodeMcap.write(recording, file) instanceof EpisodeMcapResult.Refused(var code, var message)) {
                throw new IOException(
                        "episode %s cannot be written as MCAP: %s (%s)".formatted(one.pseudonym(), message, code));
            }
        }
    }

    private static CopyEpisode describe(Named one, EpisodeStreams.Loaded loaded, CopyPseudonyms pseudonyms) {
        Part part = one.part();
        GridMapping mapping = loaded.mapping();
        return new CopyEpisode(
                one.pseudonym(),
                pseudonyms.contributor(part.episode().contributor().value()),
                pseudonyms.consent(grant(part)),
                part.labelled().label().taskSentence(),
                part.labelled().label().outcome().name().toLowerCase(java.util.Locale.ROOT),
                part.scrubbed().level(),
                part.scrubbed().checked().worst().name().toLowerCase(java.util.Locale.ROOT),
                mapping.size(),
                mapping.repeats(),
                mapping.drops(),
                loaded.streams().stream().map(stream -> stream.name().value()).toList(),
                loaded.alignments().stream()
                        .map(alignment -> "%s to %s: %d ns +- %d ns, %s"
                                .formatted(
                                        alignment.from().value(),
                                        alignment.to().value(),
                                        alignment.offsetNanos(),
                                        alignment.boundNanos(),
                                        alignment.method()))
                        .toList());
    }

    private static java.util.UUID grant(Part part) {
        return switch (part.episode().origin()) {
            case Origin.Recorded recorded -> recorded.grant();
            case Origin.Imported imported -> part.episode().id().value();
        };
    }

    private static void validate(Path staging) throws IOException, CopyInvalidException {
        ValidationReport report = LeRobotValidator.validate(staging.resolve("lerobot"));
        if (!report.clean()) {
            throw new CopyInvalidException("The finished copy is wrong at %d places, the first: %s"
                    .formatted(report.broken().size(), report.broken().getFirst()));
        }
    }

    private static Assembled assembled(Path staging, ReleaseVersion version, List<Named> named) throws IOException {
        List<FileDigest> all = FileDigests.of(staging);
        String manifest = all.stream()
                .filter(file -> file.path().equals("manifest.json"))
                .map(FileDigest::sha256)
                .findFirst()
                .orElseThrow();
        return new Assembled(
                version.major(),
                version.minor(),
                manifest,
                all.stream().mapToLong(FileDigest::sizeBytes).sum(),
                named.stream()
                        .map(one -> new AssembledEpisode(
                                one.part().episode().id().value(),
                                one.part().episode().contributor().value(),
                                one.pseudonym()))
                        .toList());
    }
}
