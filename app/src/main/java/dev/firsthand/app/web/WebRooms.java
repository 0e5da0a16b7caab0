package dev.firsthand.app.web;

import dev.firsthand.app.desk.DeskPages;
import dev.firsthand.app.desk.DeskRooms;
import dev.firsthand.app.desk.RestorationPages;
import dev.firsthand.app.desk.StuckRecordings;
import dev.firsthand.app.edge.Traffic;
import dev.firsthand.app.episode.EpisodePages;
import dev.firsthand.app.episode.EpisodeRooms;
import dev.firsthand.app.log.LogDoor;
import dev.firsthand.app.log.LogPages;
import dev.firsthand.app.log.ReceiptPages;
import dev.firsthand.app.me.MyPages;
import dev.firsthand.app.me.MyRooms;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.HolderDoor;
import dev.firsthand.app.page.HolderGuard;
import dev.firsthand.app.page.Live;
import dev.firsthand.app.page.OwnGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SealedDownload;
import dev.firsthand.app.page.SentForms;
import dev.firsthand.app.page.SharedPages;
import dev.firsthand.app.page.Stuck;
import dev.firsthand.app.release.CopyDoor;
import dev.firsthand.app.release.CopyPages;
import dev.firsthand.app.release.RecallPages;
import dev.firsthand.app.release.Recalling;
import dev.firsthand.app.release.ReleasePages;
import dev.firsthand.app.release.ReleaseRooms;
import dev.firsthand.app.removal.RemovalDesk;
import dev.firsthand.app.removal.RemovalPages;
import dev.firsthand.app.review.QueuePages;
import dev.firsthand.app.review.ReviewRooms;
import dev.firsthand.app.tus.TusDoor;
import dev.firsthand.app.view.Inviting;
import dev.firsthand.app.view.Outcomes;
import dev.firsthand.app.view.RunViews;
import dev.firsthand.app.view.SessionProgress;
import dev.firsthand.engine.backup.Restorations;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.ListedConsent;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.household.Households;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.privacy.LookQueue;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.quality.FrameIntervalResults;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.release.ReleasePreviews;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.removal.Removals;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.staff.PasswordDoor;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.strain.Strains;
import dev.firsthand.engine.task.Pictures;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.engine.upload.Uploads;
import dev.firsthand.engine.withdrawal.Holds;
import dev.firsthand.engine.withdrawal.Withdrawals;
import io.avaje.http.api.AvajeJavalinPlugin;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The engine's rooms that the doors speak for, and what the doors know of the house.
public record WebRooms(
        Database database,
        People people,
        Recordings recordings,
        Desk desk,
        Kept kept,
        Outgoing outgoing,
        Leavers leaving,
        Removals removals,
        Jobs jobs,
        Inviting inviting,
        DiskRoom disk,
        RateLimits limits,
        InstantSource clock) {
    /// Who may come in and what they agreed to.
    public record People(
            Staff staff,
            PasswordDoor passwords,
            Contributors contributors,
            Holders holders,
            Consent consent,
            Households households,
            Outbox outbox) {}

    /// What contributors do.
    public record Recordings(
            Tasks tasks, Pictures pictures, Uploads uploads, Capture capture, Episodes episodes, Strains strains) {}

    /// What people of the desk look at.
    public record Desk(
            Quality quality, Privacy privacy, LookQueue queue, Reviews reviews, Labels labels, Custody custody) {}

    /// What is on record about recordings.
    public record Kept(
            FrameIntervalResults intervals,
            RuleBook rules,
            Provenance provenance,
            Evidence evidence,
            Restorations restorations) {}

    /// What leaves.
    public record Outgoing(
            Releases releases, ReleasePreviews previews, ReleaseRooms.Copies copies, Recalling recalling) {}

    /// How what left comes back, and its people go.
    public record Leavers(Withdrawals withdrawals, Holds holds) {}

    private Access access() {
        return new Access(database, people);
    }

    List<AvajeJavalinPlugin> controllers() {
        Access access = access();
        return List.of(
                new SignInController$Route(new SignInController(database, people.staff(), people.passwords())),
                new TaskController$Route(new TaskController(database, access, recordings.tasks())),
                new InvitationController$Route(
                        new InvitationController(database, access, people.contributors(), inviting)),
                new ConsentController$Route(new ConsentController(database, access, people, leaving)),
                new QuizController$Route(
                        new QuizController(database, access, people.consent().quiz())),
                new HouseholdController$Route(new HouseholdController(database, access, people.households())),
                new SessionController$Route(sessions(access)),
                new HolderController$Route(new HolderController(database, access, people.holders())),
                new DeskController$Route(new DeskController(
                        database,
                        access,
                        new DeskController.Judging(desk.privacy(), desk.reviews(), removals),
                        bytes())),
                new ReleaseController$Route(new ReleaseController(access, releases())),
                new CopyController$Route(new CopyController(access, new CopyDoor(releases()))),
                new RecallController$Route(new RecallController(access, releases())));
    }

    private SessionController sessions(Access access) {
        var outcomes = new Outcomes(database, recordings.tasks(), desk.labels(), progress());
        return new SessionController(database, access, recordings.tasks(), recordings.capture(), outcomes, progress());
    }

    private ReleaseRooms releases() {
        return new ReleaseRooms(
                database,
                outgoing.releases(),
                outgoing.previews(),
                outgoing.copies(),
                outgoing.recalling(),
                people.holders(),
                recordings.tasks(),
                recordings.episodes(),
                kept.rules(),
                new RunViews(jobs));
    }

    private SealedDownload bytes() {
        return new SealedDownload(database, people.consent(), desk.custody());
    }

    private SessionProgress progress() {
        return new SessionProgress(database, recordings.episodes(), desk.quality(), desk.privacy(), new RunViews(jobs));
    }

    MyPages myPages(Live live) {
        var rooms = new MyRooms(
                database,
                people.contributors(),
                people.consent(),
                people.households(),
                new MyRooms.Offered(recordings.tasks(), recordings.pictures()),
                recordings.capture(),
                new MyRooms.Judged(desk.privacy(), desk.reviews(), desk.labels()),
                progress(),
                people.outbox(),
                new MyRooms.Use(leaving.withdrawals(), leaving.holds(), people.holders()),
                recordings.strains(),
                clock);
        return new MyPages(rooms, live);
    }

    /// The door of holders, and their pages behind it. By HEAD programs ask how long a file is before they
    /// fetch it.
    void addHolders(RoutesConfig routes) {
        var guard = new HolderGuard(database, people.holders());
        new CopyPages(releases()).addTo(routes, guard);
        new RecallPages(releases()).addTo(routes, guard);
        new HolderDoor(database, people.holders()).addTo(routes); // last: it takes any one word below /holder
        var copies = new CopyController(access(), new CopyDoor(releases()));
        routes.head(
                "/copy/{copy}/<path>",
                context -> copies.file(Page.id(context, "copy"), context.pathParam("path"), context));
    }

    /// All pages of the desk, and those by which people without an account reach it.
    void addDesk(RoutesConfig routes, Live live) {
        var guard = new DeskGuard(database, people.staff(), new SentForms(clock));
        var prepared = new DeskRooms(
                database,
                new DeskRooms.People(people.staff(), people.passwords(), people.contributors(), people.outbox()),
                new DeskRooms.Leavers(leaving.withdrawals(), leaving.holds()),
                recordings.tasks(),
                recordings.pictures(),
                new DeskRooms.Recorded(
                        people.consent(),
                        new ListedConsent(database, people.consent(), clock),
                        recordings.capture(),
                        recordings.episodes(),
                        desk.reviews(),
                        kept.rules()),
                inviting,
                new DeskRooms.Watch(stuck(), clock));
        var shared = new SharedPages(live);
        new DeskPages(prepared, guard, live, shared).addTo(routes);
        new EpisodePages(episodes()).addTo(routes, guard, shared);
        new QueuePages(new ReviewRooms(
                        database, desk.privacy(), desk.queue(), desk.reviews(), removals, bytes(), people.outbox()))
                .addTo(routes, guard);
        new ReleasePages(releases()).addTo(routes, guard);
        new RecallPages(releases()).addTo(routes, guard);
        logPages().addTo(routes, guard);
        restorations().addTo(routes, guard);
        removalPages().addTo(routes, guard, new OwnGuard(database, people.contributors()));
    }

    /// The log for everybody, and a contributor's receipts from it.
    void addLog(RoutesConfig routes) {
        new LogDoor(kept.evidence()).addTo(routes);
        new ReceiptPages(database, kept.evidence()).addTo(routes, new OwnGuard(database, people.contributors()));
    }

    /// What may be stuck, the most pressing first. Whoever adds a room of the desk adds its own here.
    private List<Stuck.Kind> stuck() {
        List<Stuck.Kind> kinds = new ArrayList<>();
        kinds.add(disk.stuck(clock));
        kinds.add(restorations()::stuck);
        kinds.add(logPages()::stuck);
        kinds.add(removalPages()::stuck);
        kinds.addAll(new StuckRecordings(jobs, recordings.episodes(), recordings.uploads(), clock).kinds());
        return kinds;
    }

    private RemovalPages removalPages() {
        return new RemovalPages(new RemovalDesk(database, removals, recordings.episodes(), people.staff(), clock));
    }

    private LogPages logPages() {
        return new LogPages(database, kept.evidence(), clock);
    }

    private RestorationPages restorations() {
        return new RestorationPages(database, kept.restorations());
    }

    private EpisodeRooms episodes() {
        return new EpisodeRooms(
                database,
                new EpisodeRooms.Recorded(
                        recordings.tasks(), recordings.capture(), recordings.episodes(), new RunViews(jobs)),
                new EpisodeRooms.Judged(
                        desk.quality(), kept.intervals(), desk.privacy(), desk.reviews(), desk.labels()),
                new EpisodeRooms.Facts(kept.provenance(), kept.evidence().chains(), people.staff()),
                bytes(),
                clock);
    }

    TusDoor uploads() {
        Access access = access();
        return new TusDoor(recordings.uploads(), access::uploadPermission, "");
    }

    Health health() {
        return new Health(database, disk);
    }

    Metrics metrics(Doorway doorway, Traffic traffic) {
        return new Metrics(
                new Metrics.Asking(doorway.entrance().standing(), doorway.metricsToken()),
                traffic,
                new Metrics.House(jobs, database, disk));
    }

    StatusPage status(Optional<String> fingerprint) {
        return new StatusPage(health(), fingerprint);
    }
}
