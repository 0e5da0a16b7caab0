package dev.firsthand.app.wiring;

import dev.firsthand.app.release.Recalling;
import dev.firsthand.app.release.ReleaseRooms;
import dev.firsthand.app.view.Inviting;
import dev.firsthand.app.web.DiskRoom;
import dev.firsthand.app.web.RateLimits;
import dev.firsthand.app.web.WebRooms;
import dev.firsthand.engine.backup.Restorations;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionPlaces;
import dev.firsthand.engine.capture.Sources;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.NoticeTexts;
import dev.firsthand.engine.consent.Notices;
import dev.firsthand.engine.consent.Quiz;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.copy.CopyShelf;
import dev.firsthand.engine.copy.Downloads;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.PlainFolders;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.episode.Intake;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.household.Households;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepResults;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.message.FolderMessages;
import dev.firsthand.engine.message.Messages;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.message.SmtpMessages;
import dev.firsthand.engine.pipeline.Pipeline;
import dev.firsthand.engine.privacy.LookQueue;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.privacy.Scrub;
import dev.firsthand.engine.privacy.SecondLooks;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.publiclog.LogKeyring;
import dev.firsthand.engine.quality.Checks;
import dev.firsthand.engine.quality.FrameIntervalResults;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.recall.DeskCalls;
import dev.firsthand.engine.recall.HolderContacts;
import dev.firsthand.engine.recall.HookAddresses;
import dev.firsthand.engine.recall.RecallAnswers;
import dev.firsthand.engine.recall.RecallHooks;
import dev.firsthand.engine.recall.RecallNotices;
import dev.firsthand.engine.recall.Recalls;
import dev.firsthand.engine.release.HandingOut;
import dev.firsthand.engine.release.ReleaseFolders;
import dev.firsthand.engine.release.ReleasePreviews;
import dev.firsthand.engine.release.ReleaseRun;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.release.RenderingTools;
import dev.firsthand.engine.release.SupersedeRun;
import dev.firsthand.engine.release.Tombstones;
import dev.firsthand.engine.removal.Erasing;
import dev.firsthand.engine.removal.KnownRemovals;
import dev.firsthand.engine.removal.RemovalRooms;
import dev.firsthand.engine.removal.Removals;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.staff.PasswordDoor;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DirectoryBlobStore;
import dev.firsthand.engine.store.DirectoryVault;
import dev.firsthand.engine.store.HoldVault;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.engine.store.WorkFolders;
import dev.firsthand.engine.strain.StrainRun;
import dev.firsthand.engine.strain.Strains;
import dev.firsthand.engine.task.Pictures;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.engine.upload.UploadLimits;
import dev.firsthand.engine.upload.Uploads;
import dev.firsthand.engine.withdrawal.Holds;
import dev.firsthand.engine.withdrawal.Leaving;
import dev.firsthand.engine.withdrawal.WithdrawalRooms;
import dev.firsthand.engine.withdrawal.Withdrawals;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.sidecar.SidecarReading;
import dev.firsthand.recording.suit.SuitReading;
import dev.firsthand.recording.video.ContactSheet;
import dev.firsthand.recording.video.FfmpegPrograms;
import dev.firsthand.recording.video.GridRendering;
import dev.firsthand.recording.video.PictureRendering;
import dev.firsthand.recording.video.ProxyRendering;
import dev.firsthand.recording.video.Scrubbing;
import dev.firsthand.recording.video.VideoProbe;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// All rooms of the engine, made once and handed to each other in the order of the walk.
final class Engine {
    private static final int WORKERS = 2;

    private final Database database;
    private final Provenance provenance;
    private final Episodes episodes;

    final Jobs jobs;
    final Custody custody;
    final Staff staff;
    final Uploads uploads;
    final Outbox outbox;
    final WorkFolders work;
    final ReleaseFolders releaseFolders;
    final Releases releases;
    private final RecallNotices notified;
    final RecallAnswers answers;
    final RecallHooks hooks;
    final Tombstones tombstones;
    final Evidence evidence;
    final Leaving leaving;
    private final Removals removals;
    private final KnownRemovals knownRemovals;
    private final Erasing erasing;
    final WebRooms web;

    /// What the engine gets from outside.
    record Given(FfmpegPrograms programs, InstantSource clock, StoreChoice store) {}

    // tidy: every room is made once, in the order of the walk; a part of it alone would say less
    Engine(Database database, DataFolder data, Settings settings, Given given) throws IOException {
        InstantSource clock = given.clock();
        FfmpegPrograms programs = given.programs();
        this.database = database;
        Vault vault = DirectoryVault.open(data.keys());
        PersonalColumns columns = new PersonalColumns(vault);
        LogKeyring keys = LogKeyring.open(
                data.keys().resolve("log"), vault, settings.network().logOrigin());
        provenance = new Provenance(vault, keys.statements().signing(), clock);
        evidence = Evidence.of(
                database, vault, keys, new Evidence.Places(data.log(), data.endedLogs(), data.root()), clock);
        Events events = new Events(clock);
        jobs = new Jobs(database, events, clock, JobSettings.ofWorkers(WORKERS));
        StepResults results = new StepResults(database, vault, clock);
        work = new WorkFolders(data.work());
        staff = new Staff(vault, columns, provenance, clock);
        outbox = new Outbox(database, columns, messages(settings, data, clock), clock);
        RuleBook rules = new RuleBook(
                provenance, new Jurisdiction(settings.controllerOrNobody().country()), clock);
        Contributors contributors = new Contributors(new Contributors.Keys(vault, columns), rules, provenance, clock);
        Holders holders = new Holders(provenance, clock);
        Tasks tasks = new Tasks(provenance, clock);
        NoticeTexts texts = new NoticeTexts(provenance, clock);
        Notices notices = new Notices(holders, settings.controllerOrNobody(), texts, clock);
        Quiz quiz = new Quiz(provenance, new SecureRandom(), clock);
        Consent consent = new Consent(new Consent.Rooms(notices, quiz, contributors, columns, provenance), clock);
        if (settings.controller().isPresent()) {
            database.inTransaction(notices::current); // what the settings changed for those who said yes before
        }
        Stores stores = new Stores(database, given.store().apply(DirectoryBlobStore.open(data.blobs())), vault);
        custody = new Custody(stores, PlainFolders.onDisk(data.work().resolve("plain")), provenance, clock);
        uploads = new Uploads(database, custody, columns, clock, UploadLimits.standard());
        Households households = new Households(vault, columns, provenance, clock);
        SessionPlaces places = new SessionPlaces(columns, contributors, rules);
        Capture capture =
                new Capture(new Sources(consent, households, tasks, uploads, places), provenance, events, clock);
        EpisodeFiles files = new EpisodeFiles(database, consent, custody);
        episodes = new Episodes(columns, provenance, events, clock);
        Quality quality = new Quality(episodes, provenance, events, clock);
        Privacy privacy = new Privacy(quality, secondLooks(settings), consent, provenance, events, clock);
        Reviews reviews = new Reviews(privacy, consent, provenance, clock);
        Labels labels = new Labels(episodes, reviews, consent, provenance, clock);
        VideoProbe probe = new VideoProbe(programs);
        Intake intake = new Intake(
                database,
                capture,
                episodes,
                files,
                custody,
                new Intake.Readers(probe, new SidecarReading(new ChildRunner()), new SuitReading(new ChildRunner())),
                work);
        Pictures pictures = new Pictures(database, new PictureRendering(programs), work, clock);
        FrameIntervalResults intervals = new FrameIntervalResults(results);
        Checks checks = new Checks(database, episodes, files, probe, quality, intervals, work);
        Scrub scrub = new Scrub(database, quality, privacy, files, custody, tools(programs), work);
        Strains strains = new Strains(episodes, jobs, columns);
        releaseFolders = new ReleaseFolders(data.releases());
        releases = new Releases(jobs, holders, clock);
        RemovalRooms removed = new RemovalRooms(
                new RemovalRooms.Recordings(capture, episodes, privacy, custody, new Recalls(releases, clock)),
                new RemovalRooms.OnRecord(vault, columns, provenance, events));
        removals = new Removals(removed, clock);
        erasing = new Erasing(database, removed, jobs, clock);
        knownRemovals = new KnownRemovals(removed, removals, clock);
        ReleaseRun.Rooms asked = new ReleaseRun.Rooms(
                tasks,
                capture,
                episodes,
                quality,
                privacy,
                reviews,
                labels,
                consent,
                holders,
                rules,
                provenance,
                evidence);
        ReleaseRun.Stores copying = new ReleaseRun.Stores(files, custody, results, releaseFolders);
        RenderingTools rendering = new RenderingTools(new GridRendering(programs), work, programs.build(), clock);
        ReleaseRun release = ReleaseRun.of(database, asked, releases, copying, rendering);
        SupersedeRun supersede =
                SupersedeRun.of(database, asked, releases, copying, new SupersedeRun.Making(rendering, events));
        RunKind strain = new StrainRun(database, strains, capture, files).run();
        List.of(intake.run(), checks.run(), scrub.run(), strain, release.run(), supersede.run())
                .forEach(jobs::add);
        jobs.add(strains);
        Recalls recalls = new Recalls(releases, clock);
        WithdrawalRooms leavers = new WithdrawalRooms(
                new WithdrawalRooms.People(contributors, rules, consent, outbox),
                new WithdrawalRooms.Recordings(uploads, custody, jobs, recalls),
                new WithdrawalRooms.OnRecord(provenance, evidence.log(), vault));
        var holdVault = new HoldVault(DirectoryVault.open(data.holds()));
        Holds holds = new Holds(leavers, database, holdVault, clock);
        leaving = new Leaving(leavers, holds, database, clock);
        Pipeline.handlers(jobs).forEach(jobs::add);
        notified = new RecallNotices(
                releases, holders, new RecallNotices.Stating(provenance, evidence.chains()), outbox, clock);
        jobs.add(notified);
        answers = new RecallAnswers(holders, releases, provenance, clock);
        HookAddresses reachable = settings.network().hooks();
        tombstones = new Tombstones(database, releases, releaseFolders, evidence);
        jobs.add(tombstones);
        hooks = new RecallHooks(database, notified, reachable, clock);
        Recalling recalling = new Recalling(
                new DeskCalls(recalls, episodes, provenance),
                notified,
                answers,
                new HolderContacts(vault, outbox, reachable),
                evidence.log(),
                clock);
        web = new WebRooms(
                database,
                new WebRooms.People(
                        staff,
                        new PasswordDoor(database, staff, clock),
                        contributors,
                        holders,
                        consent,
                        households,
                        outbox),
                new WebRooms.Recordings(tasks, pictures, uploads, capture, episodes, strains),
                new WebRooms.Desk(quality, privacy, new LookQueue(privacy, clock), reviews, labels, custody),
                new WebRooms.Kept(intervals, rules, provenance, evidence, new Restorations(provenance, clock)),
                new WebRooms.Outgoing(
                        releases,
                        new ReleasePreviews(database, asked),
                        copies(new HandingOut(asked, releases), clock),
                        recalling),
                new WebRooms.Leavers(new Withdrawals(leavers, clock), holds),
                removals,
                jobs,
                settings.controller().isPresent() ? Inviting.OPEN : Inviting.CONTROLLER_NOT_NAMED,
                new DiskRoom(data.root()),
                new RateLimits(clock),
                clock);
    }

    private ReleaseRooms.Copies copies(HandingOut handing, InstantSource clock) {
        return new ReleaseRooms.Copies(releaseFolders, new CopyShelf(), handing, new Downloads(clock));
    }

    private SecondLooks secondLooks(Settings settings) {
        return SecondLooks.oneIn(settings.secondLookOneIn(), new SecureRandom(), staff::reviewers);
    }

    private static Messages messages(Settings settings, DataFolder data, InstantSource clock) throws IOException {
        return settings.mail().isPresent()
                ? new SmtpMessages(settings.mail().get(), clock)
                : new FolderMessages(data.root().resolve("messages"));
    }

    private static Scrub.VideoTools tools(FfmpegPrograms programs) {
        return new Scrub.VideoTools(
                new VideoProbe(programs),
                new Scrubbing(programs),
                new ProxyRendering(programs),
                new ContactSheet(programs));
    }

    /// States what was recorded before there was a log, and logs what waits, once the witnesses were asked whether they
    /// have seen more than is there.
    int logWaiting() {
        if (!evidence.witnesses().haveBeenAsked()) {
            return 0;
        }
        boolean carried = database.inTransaction(tx -> provenance.carry(
                tx,
                session -> episodes.ofSession(tx, new SessionId(session))
                        .map(taken -> taken.episode().value())));
        return evidence.log().round() + (carried ? 1 : 0);
    }

    /// Takes withdrawals further. Erased is what the proofs of old copies have to say.
    int leave() {
        int steps = leaving.round();
        if (steps > 0) {
            tombstones.look();
        }
        return steps;
    }

    /// Superseding that failed is begun again, holders hear of what has become graver, those that do not answer are
    /// suspended, their programs are told.
    int recall() {
        return releases.supersessions().again(database)
                + database.inTransaction(notified::tellGraver)
                + database.inTransaction(answers::escalate)
                + hooks.round();
    }

    /// Takes silence about a removal for a yes, and erases what is removed.
    int removeDue() {
        return database.inTransaction(removals::lapse) + erasing.round();
    }

    /// Clears what a crash left half done, then lets the workers begin.
    void start() throws IOException {
        work.sweep();
        custody.sweep();
        knownRemovals.takeUp(database);
        releaseFolders.sweep(database, releases);
        removals.sightings().takeUp(database);
        jobs.start();
    }
}
