package dev.firsthand.engine;

import dev.firsthand.engine.capture.AttachResult;
import dev.firsthand.engine.capture.Attachment;
import dev.firsthand.engine.capture.FinishResult;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.episode.Episodes.Taken;
import dev.firsthand.engine.episode.Intake;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.job.EventHandler;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunId;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.job.StepResults;
import dev.firsthand.engine.labelling.Label;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.labelling.Labels.LabelResult;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.message.MemoryMessages;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.pipeline.Pipeline;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.PrivacyResult;
import dev.firsthand.engine.privacy.Scrub;
import dev.firsthand.engine.privacy.SecondLooks;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.quality.Checks;
import dev.firsthand.engine.quality.FrameIntervalResults;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.recall.RecallNotices;
import dev.firsthand.engine.recall.Recalls;
import dev.firsthand.engine.release.ReleaseFolders;
import dev.firsthand.engine.release.ReleaseRequest;
import dev.firsthand.engine.release.ReleaseRun;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.release.Releases.RequestResult;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.RenderingTools;
import dev.firsthand.engine.release.SupersedeRun;
import dev.firsthand.engine.review.Grounds;
import dev.firsthand.engine.review.Reason;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.review.Reviews.ReviewResult;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.WorkFolders;
import dev.firsthand.engine.strain.StrainRun;
import dev.firsthand.engine.strain.Strains;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.sidecar.SidecarReading;
import dev.firsthand.recording.suit.SuitReading;
import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import dev.firsthand.recording.video.ContactSheet;
import dev.firsthand.recording.video.FfmpegPrograms;
import dev.firsthand.recording.video.GridRendering;
import dev.firsthand.recording.video.ProxyRendering;
import dev.firsthand.recording.video.Scrubbing;
import dev.firsthand.recording.video.VideoProbe;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// A [SyntheticHouse] in which recordings go the whole way: real films, real children, real runs.
public final class WalkingHouse implements AutoCloseable {
    /// What a film of [#records] is like; its IMU comes as gcsv.
    public static final SyntheticPlan PLAN =
            SyntheticPlan.usual().sized(320, 240).lasting(Duration.ofSeconds(3));

    private static final int WAIT_SECONDS = 30;
    private static final Grounds OTHER_TASK = new Grounds(Set.of(Reason.OTHER_TASK), "");
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final SyntheticHouse house;
    private final Path folder;
    private final Jobs jobs;
    private final Episodes episodes;
    private final Quality quality;
    private final FrameIntervalResults intervals;
    private final Strains strains;
    private final Privacy privacy;
    private final Reviews reviews;
    private final Labels labels;
    private final Releases releases;
    private final ReleaseFolders releaseFolders;
    private final ReleaseRun.Rooms rooms;
    private final Evidence evidence;
    private final RunKind superseding;
    private final Recalls recalls;
    private final RecallNotices notices;
    private final MemoryMessages mail = new MemoryMessages();
    private final Outbox outbox;
    private long films;

    private WalkingHouse(long seed, SyntheticHouse house, Path folder) throws IOException {
        Database database = house.database();
        this.house = house;
        this.folder = folder;
        this.films = seed;
        MovableClock clock = house.clock();
        FfmpegPrograms programs = FfmpegPrograms.bundled();
        WorkFolders work = new WorkFolders(Files.createDirectories(folder.resolve("work")));
        // The queues poll by the true clock; what people do has the house's.
        jobs = new Jobs(database, house.events(), InstantSource.system(), JobSettings.ofWorkers(2));
        EpisodeFiles files = new EpisodeFiles(database, house.consent(), house.custody());
        episodes = new Episodes(house.columns(), house.provenance(), house.events(), clock);
        quality = new Quality(episodes, house.provenance(), house.events(), clock);
        privacy = new Privacy(quality, SecondLooks.none(), house.consent(), house.provenance(), house.events(), clock);
        reviews = new Reviews(privacy, house.consent(), house.provenance(), clock);
        labels = new Labels(episodes, reviews, house.consent(), house.provenance(), clock);
        releaseFolders = new ReleaseFolders(Files.createDirectories(folder.resolve("releases")));
        releases = new Releases(jobs, house.holders(), clock);
        intervals = new FrameIntervalResults(new StepResults(database, house.vault(), clock));
        VideoProbe probe = new VideoProbe(programs);
        jobs.add(new Intake(database, house.capture(), episodes, files, house.custody(), readers(probe), work).run());
        jobs.add(new Checks(database, episodes, files, probe, quality, intervals, work).run());
        jobs.add(new Scrub(database, quality, privacy, files, house.custody(), tools(programs), work).run());
        strains = new Strains(episodes, jobs, house.columns());
        jobs.add(new StrainRun(database, strains, house.capture(), files).run());
        evidence = house.evidence(folder);
        rooms = new ReleaseRun.Rooms(
                house.tasks(),
                house.capture(),
                episodes,
                quality,
                privacy,
                reviews,
                labels,
                house.consent(),
                house.holders(),
                house.rules(),
                house.provenance(),
                evidence);
        var stores = new ReleaseRun.Stores(
                files, house.custody(), new StepResults(database, house.vault(), clock), releaseFolders);
        var rendering = new RenderingTools(new GridRendering(programs), work, programs.build(), clock);
        jobs.add(ReleaseRun.of(database, rooms, releases, stores, rendering).run());
        var making = new SupersedeRun.Making(rendering, house.events());
        superseding = SupersedeRun.of(database, rooms, releases, stores, making).run();
        jobs.add(superseding);
        recalls = new Recalls(releases, clock);
        outbox = new Outbox(database, house.columns(), mail, clock);
        notices = new RecallNotices(
                releases,
                house.holders(),
                new RecallNotices.Stating(house.provenance(), evidence.chains()),
                outbox,
                clock);
        List.<EventHandler>of(notices, strains).forEach(jobs::add);
        Pipeline.handlers(jobs).forEach(jobs::add);
        jobs.start();
    }

    private static Intake.Readers readers(VideoProbe probe) {
        return new Intake.Readers(probe, new SidecarReading(new ChildRunner()), new SuitReading(new ChildRunner()));
    }

    private static Scrub.VideoTools tools(FfmpegPrograms programs) {
        return new Scrub.VideoTools(
                new VideoProbe(programs),
                new Scrubbing(programs),
                new ProxyRendering(programs),
                new ContactSheet(programs));
    }

    public static WalkingHouse seeded(long seed, Database database, Path folder) {
        try {
            Path plain = Files.createDirectories(folder.resolve("plain"));
            return new WalkingHouse(seed, SyntheticHouse.seeded(seed, database, plain), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same with all that a server keeps in a data folder.
    public static WalkingHouse onDisk(long seed, Database database, DataFolder data) throws IOException {
        return new WalkingHouse(seed, SyntheticHouse.onDisk(seed, database, data), data.root());
    }

    @Override
    public void close() {
        jobs.close();
        try {
            evidence.log().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Evidence evidence() {
        return evidence;
    }

    public SyntheticHouse people() {
        return house;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Episodes episodes() {
        return episodes;
    }

    public Quality quality() {
        return quality;
    }

    public FrameIntervalResults intervals() {
        return intervals;
    }

    public Strains strains() {
        return strains;
    }

    public Privacy privacy() {
        return privacy;
    }

    public Reviews reviews() {
        return reviews;
    }

    public Labels labels() {
        return labels;
    }

    public ReleaseRun.Rooms rooms() {
        return rooms;
    }

    public Releases releases() {
        return releases;
    }

    public Recalls recalls() {
        return recalls;
    }

    public Outbox outbox() {
        return outbox;
    }

    /// What was carried to mail addresses.
    public MemoryMessages mail() {
        return mail;
    }

    public RecallNotices notices() {
        return notices;
    }

    public ReleaseFolders releaseFolders() {
        return releaseFolders;
    }

    public RunKind superseding() {
        return superseding;
    }

    /// Another process, as after a crash of the first: it takes up what that one left of superseding.
    public Jobs supersedesAgain() {
        jobs.close();
        var again = new Jobs(house.database(), house.events(), InstantSource.system(), JobSettings.ofWorkers(1));
        again.add(superseding);
        again.start();
        return again;
    }

    public <T> T within(Function<Tx, T> work) {
        return house.within(work);
    }

    // --- what people do

    /// The house's contributor films a task, with a motion sensor; back comes the episode once its view is there.
    public EpisodeId records(String sentence) {
        return records(house.contributor().id(), sentence);
    }

    public EpisodeId records(ContributorId contributor, String sentence) {
        return records(contributor, sentence, Optional.empty());
    }

    /// The same in a suit, of which this BVH file comes.
    public EpisodeId recordsInSuit(ContributorId contributor, String sentence, String bvh) {
        return records(contributor, sentence, Optional.of(bvh));
    }

    /// A suit and nothing else, of which this BVH file comes.
    public EpisodeId movesAlone(ContributorId contributor, String sentence, String bvh) {
        try {
            Path suit = Files.writeString(folder.resolve("alone.bvh"), bvh);
            SessionId session = starts(contributor, sentence);
            attaches(contributor, session, suit, UploadRole.MOTION, Optional.empty());
            Files.delete(suit);
            return viewed(contributor, session);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EpisodeId viewed(ContributorId contributor, SessionId session) {
        Taken taken = finishes(contributor, session);
        taken.refusal().ifPresent(refusal -> {
            throw new IllegalStateException(refusal.message());
        });
        waitFor(() -> within(tx -> privacy.find(tx, taken.episode())).isPresent());
        return taken.episode();
    }

    private EpisodeId records(ContributorId contributor, String sentence, Optional<String> bvh) {
        try {
            Path film = folder.resolve("film.mp4");
            Path motion = folder.resolve("film.gcsv");
            var recording = SyntheticRecording.seeded(++films, PLAN);
            recording.writeVideo(film);
            recording.writeGcsv(motion);
            SessionId session = starts(contributor, sentence);
            attaches(contributor, session, film, UploadRole.VIDEO, Optional.empty());
            attaches(contributor, session, motion, UploadRole.IMU_GCSV, Optional.empty());
            if (bvh.isPresent()) {
                Path suit = Files.writeString(folder.resolve("film.bvh"), bvh.get());
                attaches(contributor, session, suit, UploadRole.MOTION, Optional.empty());
            }
            return viewed(contributor, session);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public SessionId starts(ContributorId contributor, String sentence) {
        return starts(contributor, sentence, "Synthetic Phone 1");
    }

    public SessionId starts(ContributorId contributor, String sentence, String deviceClass) {
        var start = new Start(contributor, house.publishes(sentence).version(), deviceClass);
        return switch (within(tx -> house.capture().start(tx, start))) {
            case StartResult.Started(Session session) -> session.id();
            case StartResult.Refused(var code, var message) -> throw new IllegalStateException(message);
        };
    }

    public void attaches(
            ContributorId contributor, SessionId session, Path file, UploadRole role, Optional<String> declaration)
            throws IOException {
        var attachment = new Attachment(house.uploads(contributor, Files.readAllBytes(file)), role, declaration);
        if (within(tx -> house.capture().attach(tx, session, contributor, attachment))
                instanceof AttachResult.Refused(var code, var message)) {
            throw new IllegalStateException(message);
        }
    }

    /// What intake made of it.
    public Taken finishes(ContributorId contributor, SessionId session) {
        if (within(tx -> house.capture().finish(tx, session, contributor))
                instanceof FinishResult.Refused(var code, var message)) {
            throw new IllegalStateException(message);
        }
        waitFor(() -> within(tx -> episodes.ofSession(tx, session)).isPresent());
        return within(tx -> episodes.ofSession(tx, session)).orElseThrow();
    }

    /// A recording that a person looked at, accepted and labelled.
    public EpisodeId recordsForRelease(ContributorId contributor, String sentence) {
        EpisodeId episode = records(contributor, sentence);
        answers(episode, new PrivacyAnswer.NothingVisible());
        acceptsWhole(episode);
        labels(contributor, episode);
        return episode;
    }

    public EpisodeId recordsForRelease(String sentence) {
        return recordsForRelease(house.contributor().id(), sentence);
    }

    public void answers(EpisodeId episode, PrivacyAnswer answer) {
        PrivacyResult result = within(tx -> privacy.answer(tx, house.operator(), episode, answer));
        if (!(result instanceof PrivacyResult.Kept)) {
            throw new IllegalStateException("the answer was not kept: " + result);
        }
    }

    public void acceptsWhole(EpisodeId episode) {
        kept(within(tx -> reviews.acceptWhole(tx, house.operator().id(), episode, Grounds.none())));
    }

    public void accepts(EpisodeId episode, List<TimeSpan> spans) {
        kept(within(tx -> reviews.acceptSpans(tx, house.operator().id(), episode, spans, OTHER_TASK)));
    }

    private static void kept(ReviewResult result) {
        if (result instanceof ReviewResult.Refused(var code, var message)) {
            throw new IllegalStateException(message);
        }
    }

    public void labels(ContributorId contributor, EpisodeId episode) {
        var label = new Label("fold the towel", Outcome.SUCCESS);
        if (within(tx -> labels.state(tx, contributor, episode, label))
                instanceof LabelResult.Refused(var code, var message)) {
            throw new IllegalStateException(message);
        }
    }

    /// Asks for a release of the line for a holder; its run works.
    public Requested asks(String line, ReleaseKind kind, HolderId holder) {
        return asks(ReleaseRequest.forAll(line, kind, holder));
    }

    public Requested asks(ReleaseRequest request) {
        return switch (within(tx -> releases.request(tx, house.operator().id(), request))) {
            case RequestResult.Accepted(var requested) -> requested;
            case RequestResult.Refused(var code, var message) -> throw new IllegalStateException(message);
        };
    }

    /// A release for the house's own holder, published.
    public Requested releases(String line) {
        return releases(line, house.ownHolder().id());
    }

    public Requested releases(String line, HolderId holder) {
        Requested requested = asks(line, ReleaseKind.STANDARD, holder);
        ended(requested.run()).error().ifPresent(error -> {
            throw new IllegalStateException(error.code() + ": " + error.message());
        });
        return requested;
    }

    public RunStatus ended(RunId run) {
        try {
            waitFor(() -> jobs.status(run).state() != RunState.RUNNING);
        } catch (IllegalStateException late) {
            throw new IllegalStateException("a run does not end: " + jobs.status(run), late);
        }
        return jobs.status(run);
    }

    public Path copy(Requested requested) {
        return releaseFolders.published(requested.copy());
    }

    /// Every folder among the releases, also those of releases that never came true.
    public List<Path> copies() throws IOException {
        try (var found = Files.list(folder.resolve("releases"))) {
            return found.sorted().toList();
        }
    }

    public static void waitFor(BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it did not happen within %d s".formatted(WAIT_SECONDS));
            }
            aMoment();
        }
    }

    private static void aMoment() {
        try {
            if (NEVER.await(10, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("never came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
