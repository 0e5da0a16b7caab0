package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.copy.CopyContents;
import dev.firsthand.engine.copy.CopyContents.Asked;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.CopyId;
import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.engine.copy.CopyPages;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.copy.ManifestEpisodes;
import dev.firsthand.engine.copy.ManifestEpisodes.Known;
import dev.firsthand.engine.copy.ManifestHead;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.job.RunId;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.recall.Ground;
import dev.firsthand.engine.recall.RecallCause;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.release.EpisodeRendering.Rendered;
import dev.firsthand.engine.release.Releases.Published;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Releases.Stated;
import dev.firsthand.engine.rules.RulesUsed;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.recording.lerobot.EpisodeVideo;
import dev.firsthand.recording.lerobot.LeRobotEpisode;
import dev.firsthand.recording.lerobot.LeRobotReader;
import dev.firsthand.recording.lerobot.LeRobotWriter;
import dev.firsthand.recording.video.ImageHistogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// How long superseding takes after one withdrawal, and how many bytes a holder fetches anew. One recording
/// stands for all. Run by hand: `-Dtest=SupersedeBench -Depisodes=10000`.
class SupersedeBench {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int EPISODES = Integer.getInteger("episodes", 200);
    private static final long[][] GREY = new long[3][256];

    @TempDir
    static Path folder;

    private static WalkingHouse house;
    private static HolderId holder;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(6, DATABASE.database(), folder);
        holder = house.people().ownHolder().id();
        for (long[] channel : GREY) {
            channel[128] = 1_000;
        }
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    void superseding_after_one_withdrawal() throws Exception {
        EpisodeId one = house.recordsForRelease("fold towel");
        Path seed = house.copy(house.releases("seed"));
        house.jobs().close();
        house.within(tx -> PublicationBench.copies(tx, one, EPISODES) && links(tx, one));
        Requested old = publishes(seed);
        Map<String, Long> before = sizes(house.copy(old));

        long began = System.nanoTime();
        house.people()
                .database()
                .inTransactionDo(tx -> house.recalls()
                        .call(
                                tx,
                                new RecallCause(UUID.randomUUID(), Ground.WITHDRAWAL),
                                house.episodes().recordedAfter(tx, EpisodeId.BEFORE_ALL, 1)));
        UUID run = house.within(tx -> tx.sql()
                .createQuery("select s.release from release_supersession s join release r on r.id = s.release"
                        + " where r.line = 'big'")
                .mapTo(UUID.class)
                .one());
        house.superseding().steps().getFirst().work().run(new Alone(run));
        double seconds = (System.nanoTime() - began) / 1e9;

        Requested fresh = house.within(tx -> house.releases().find(tx, new ReleaseId(run)))
                .orElseThrow();
        Map<String, Long> after = sizes(house.copy(fresh));
        long bytes = after.values().stream().mapToLong(Long::longValue).sum();
        long anew = after.entrySet().stream()
                .filter(file -> !before.containsKey(file.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(house.within(tx -> house.releases().size(tx, fresh.id())).intValue())
                .isEqualTo(EPISODES - 1);
        System.out.printf(
                "{\"bench\":\"supersede\",\"episodes\":%d,\"seconds\":%.1f,\"bytes\":%d,\"anewPerMille\":%.1f}%n",
                EPISODES, seconds, bytes, 1000.0 * anew / bytes);
    }

    private static Map<String, Long> sizes(Path copy) throws IOException {
        return CopyFiles.read(copy, "").files().stream()
                .collect(Collectors.toMap(FileDigest::sha256, FileDigest::sizeBytes, Long::sum));
    }

    /// The end of the chain of one recording, under the others' names.
    private static boolean links(Tx tx, EpisodeId one) {
        return tx.sql().createUpdate("""
                                insert into provenance_link (id, step, subject, stated_at, payload_sha256, envelope)
                                select gen_random_uuid(), 'label', e.id, l.stated_at, l.payload_sha256, l.envelope
                                  from episode e, provenance_link l
                                 where l.subject = :one and l.step = 'label' and e.id <> :one
                                """).bind("one", one.value()).execute() > 0;
    }

    /// A release of all, whose folder is written from the one recording's.
    private Requested publishes(Path seed) throws IOException {
        var requested = new Requested(
                ReleaseId.random(),
                CopyId.random(),
                ReleaseRequest.forAll("big", ReleaseKind.STANDARD, holder),
                new RunId(UUID.randomUUID()),
                house.people().clock().instant());
        var pseudonyms = new CopyPseudonyms(house.within(tx -> house.releases().copyKey(tx, "big", holder)));
        CopyEpisode like = like(seed);
        List<Named> parts = parts(pseudonyms, like);
        List<FileDigest> files = write(house.copy(requested), seed, like, parts);
        var assembled = new Assembled(
                house.copy(requested), ReleaseVersion.FIRST, files, parts, new RulesUsed(new TreeMap<>(), "none"));
        house.people().database().inTransactionDo(tx -> {
            ReleaseRows.insert(tx, requested, house.people().operator().id());
            var published = new Published(
                    ReleaseVersion.FIRST, assembled.manifestSha256(), assembled.sizeBytes(), requested.at());
            house.releases()
                    .keepPublished(tx, requested, published, new Stated(UUID.randomUUID(), new TreeMap<>()), parts);
        });
        return requested;
    }

    private static CopyEpisode like(Path seed) throws IOException {
        String manifest = Files.readString(seed.resolve("manifest.json"));
        String name = manifest.replaceFirst("(?s).*\"episode\" : \"([0-9a-f]{32})\".*", "$1");
        return ManifestEpisodes.read(seed, Map.of(name, new Known(List.of(), List.of())))
                .firstEntry()
                .getValue()
                .episode();
    }

    private List<Named> parts(CopyPseudonyms pseudonyms, CopyEpisode like) {
        List<EpisodeId> ids = house.within(tx -> house.episodes().recordedAfter(tx, EpisodeId.BEFORE_ALL, EPISODES));
        Map<EpisodeId, Labelled> labelled = new HashMap<>();
        ids.stream()
                .gather(Gatherers.windowFixed(Eligible.PAGE_MAX))
                .forEach(page ->
                        labelled.putAll(house.within(tx -> house.labels().find(tx, page))));
        List<Named> parts = new ArrayList<>();
        for (EpisodeId id : ids) {
            parts.add(new Named(
                    pseudonyms.episode(id.value(), like.span()),
                    new FilmedPart(
                            Objects.requireNonNull(labelled.get(id)),
                            like.span(),
                            new Rendered(id.value(), GREY, 1),
                            false)));
        }
        parts.sort(Comparator.comparing(Named::pseudonym));
        return parts;
    }

    private static List<FileDigest> write(Path to, Path seed, CopyEpisode like, List<Named> parts) throws IOException {
        CopyMedia media = ManifestHead.media(seed);
        var layout = new CopyLayout(media, LeRobotReader.features(seed.resolve("lerobot")), ReleaseKind.STANDARD);
        Files.createDirectories(to.resolve("mcap"));
        List<CopyEpisode> episodes = new ArrayList<>();
        try (var reader = LeRobotReader.open(seed.resolve("lerobot"), layout.features());
                var writer = LeRobotWriter.open(to.resolve("lerobot"), layout.spec())) {
            LeRobotReader.Rows rows = reader.next();
            for (Named one : parts) {
                CopyEpisode episode = named(like, one.pseudonym());
                Path video = to.resolve("video.mp4");
                Files.copy(seed.resolve(CopyLayout.video(0)), video);
                Files.copy(seed.resolve(CopyLayout.mcap(0)), to.resolve(CopyLayout.mcap(episodes.size())));
                writer.add(new LeRobotEpisode(
                        episode.task(),
                        rows.captureTimesNanos(),
                        Map.of(CopyLayout.CAMERA, new EpisodeVideo(video, new ImageHistogram(GREY, 1))),
                        rows.columns(),
                        CopyLayout.provenance(episode)));
                episodes.add(episode);
            }
            writer.finish();
        }
        return new CopyPages(new CopyContents(
                        "big",
                        ReleaseVersion.FIRST,
                        ReleaseKind.STANDARD,
                        "Own House of Example",
                        media,
                        new TreeMap<>(),
                        List.of(),
                        Asked.ALL,
                        new CopyContents.Logged("log.example", "key", 0),
                        Optional.empty(),
                        new CopyContents.Ruled(0, 0, "none"),
                        episodes))
                .write(to);
    }

    private static CopyEpisode named(CopyEpisode like, String pseudonym) {
        return new CopyEpisode(
                pseudonym,
                like.contributor(),
                like.consent(),
                like.task(),
                like.outcome(),
                like.level(),
                like.worst(),
                like.findings(),
                like.span(),
                like.frames(),
                like.repeatedFrames(),
                like.droppedFrames(),
                like.heldFrames(),
                like.streams(),
                like.motion(),
                like.alignments(),
                like.picture());
    }

    /// A step that nobody watches.
    private record Alone(UUID subject) implements StepContext {
        @Override
        public RunId run() {
            return new RunId(UUID.randomUUID());
        }

        @Override
        public void progress(long done, long total) {}

        @Override
        public Optional<String> result(String earlierStep) {
            return Optional.empty();
        }

        @Override
        public void otherwise(Consumer<Tx> undo) {}

        @Override
        public void childCpu(Duration used) {}

        @Override
        public void moved(long bytes) {}
    }
}
