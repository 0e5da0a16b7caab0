package dev.firsthand.app.web;

import dev.firsthand.app.desk.DeskPages;
import dev.firsthand.app.desk.DeskRooms;
import dev.firsthand.app.me.MyPages;
import dev.firsthand.app.me.MyRooms;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.HolderDoor;
import dev.firsthand.app.page.HolderGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SealedDownload;
import dev.firsthand.app.release.CopyDoor;
import dev.firsthand.app.release.CopyPages;
import dev.firsthand.app.release.ReleasePages;
import dev.firsthand.app.release.ReleaseRooms;
import dev.firsthand.app.review.QueuePages;
import dev.firsthand.app.review.ReviewRooms;
import dev.firsthand.app.tus.TusDoor;
import dev.firsthand.app.view.Inviting;
import dev.firsthand.app.view.RunViews;
import dev.firsthand.app.view.SessionProgress;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.privacy.LookQueue;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.release.ReleasePreviews;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.engine.upload.Uploads;
import io.avaje.http.api.AvajeJavalinPlugin;
import io.javalin.config.RoutesConfig;
import java.util.List;

/// The engine's rooms that the doors speak for, and what the doors know of the house.
public record WebRooms(
        Database database,
        People people,
        Recordings recordings,
        Desk desk,
        Outgoing outgoing,
        Jobs jobs,
        Inviting inviting,
        DiskRoom disk) {
    /// Who may come in and what they agreed to.
    public record People(Staff staff, Contributors contributors, Holders holders, Consent consent) {}

    /// What contributors do.
    public record Recordings(Tasks tasks, Uploads uploads, Capture capture, Episodes episodes) {}

    /// What people of the desk look at.
    public record Desk(
            Quality quality, Privacy privacy, LookQueue queue, Reviews reviews, Labels labels, Custody custody) {}

    /// What leaves.
    public record Outgoing(Releases releases, ReleasePreviews previews, ReleaseRooms.Copies copies) {}

    private Access access() {
        return new Access(database, people);
    }

    List<AvajeJavalinPlugin> controllers() {
        Access access = access();
        return List.of(
                new SignInController$Route(new SignInController(database, people.staff())),
                new TaskController$Route(new TaskController(database, access, recordings.tasks())),
                new InvitationController$Route(
                        new InvitationController(database, access, people.contributors(), inviting)),
                new ConsentController$Route(new ConsentController(database, access, people.consent())),
                new SessionController$Route(sessions(access)),
                new HolderController$Route(new HolderController(database, access, people.holders())),
                new DeskController$Route(new DeskController(database, access, desk.privacy(), desk.reviews(), bytes())),
                new ReleaseController$Route(new ReleaseController(access, releases())),
                new CopyController$Route(new CopyController(access, new CopyDoor(releases()))));
    }

    private SessionController sessions(Access access) {
        return new SessionController(
                database, access, recordings.tasks(), recordings.capture(), desk.labels(), progress());
    }

    private ReleaseRooms releases() {
        return new ReleaseRooms(
                database,
                outgoing.releases(),
                outgoing.previews(),
                outgoing.copies(),
                people.holders(),
                recordings.tasks(),
                new RunViews(jobs));
    }

    private SealedDownload bytes() {
        return new SealedDownload(database, people.consent(), desk.custody());
    }

    private SessionProgress progress() {
        return new SessionProgress(database, recordings.episodes(), desk.quality(), desk.privacy(), new RunViews(jobs));
    }

    MyPages myPages() {
        return new MyPages(new MyRooms(
                database,
                people.contributors(),
                people.consent(),
                recordings.tasks(),
                recordings.capture(),
                desk.labels(),
                progress()));
    }

    /// The door of holders, and their pages behind it. By HEAD programs ask how long a file is before they fetch it.
    void addHolders(RoutesConfig routes) {
        new HolderDoor(database, people.holders()).addTo(routes);
        new CopyPages(releases()).addTo(routes, new HolderGuard(database, people.holders()));
        var copies = new CopyController(access(), new CopyDoor(releases()));
        routes.head(
                "/copy/{copy}/<path>",
                context -> copies.file(Page.id(context, "copy"), context.pathParam("path"), context));
    }

    /// All pages of the desk.
    void addDesk(RoutesConfig routes) {
        var guard = new DeskGuard(database, people.staff());
        var prepared = new DeskRooms(
                database,
                new DeskRooms.People(people.staff(), people.contributors()),
                desk.privacy(),
                recordings.tasks(),
                inviting);
        new DeskPages(prepared, guard).addTo(routes);
        new QueuePages(new ReviewRooms(database, desk.privacy(), desk.queue(), desk.reviews(), bytes()))
                .addTo(routes, guard);
        new ReleasePages(releases()).addTo(routes, guard);
    }

    TusDoor uploads() {
        Access access = access();
        return new TusDoor(recordings.uploads(), access::uploadPermission, "");
    }

    Health health() {
        return new Health(database, disk);
    }

    StatusPage status() {
        return new StatusPage(health());
    }
}
