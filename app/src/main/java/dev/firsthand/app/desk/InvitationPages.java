package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.QrPicture;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Invitation;
import dev.firsthand.engine.contributor.InvitationPage;
import dev.firsthand.engine.contributor.InvitationTerms;
import dev.firsthand.engine.contributor.Invitations;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskId;
import gg.jte.generated.precompiled.desk.JteinvitationsGenerated;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Links by which people join: for one person, for a campaign with a cap, or many at once as a table. A link is shown
/// once, also as a QR code.
final class InvitationPages {
    private static final Duration VALID = Duration.ofDays(14);

    private final DeskRooms rooms;

    InvitationPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        page(context, "");
    }

    void make(StaffMember member, Context context) {
        rooms.inviting().orRefuse();
        InvitationTerms terms = terms(context, Page.field(context, "people"));
        Invitation.New made = rooms.database()
                .inTransaction(tx -> invitations().make(tx, member.id().person(), terms));
        page(context, Links.to(context, "/join/" + made.link().reveal()));
    }

    /// A table of links for one person each, served this once; only their hashes are kept.
    void makeMany(StaffMember member, Context context) {
        rooms.inviting().orRefuse();
        InvitationTerms terms = terms(context, "1");
        int count = number(Page.field(context, "links"), Invitations.MANY_MAX);
        List<Invitation.New> made = rooms.database()
                .inTransaction(tx -> invitations().makeMany(tx, member.id().person(), terms, count));
        var table = new StringBuilder("number,link,ends\r\n");
        for (Invitation.New one : made) {
            table.append("%d,%s,%s\r\n"
                    .formatted(
                            one.invitation().number(),
                            Links.to(context, "/join/" + one.link().reveal()),
                            one.invitation().expiresAt()));
        }
        context.header("Content-Disposition", "attachment; filename=\"invitations.csv\"");
        context.contentType("text/csv; charset=utf-8").result(table.toString());
    }

    void end(StaffMember member, Context context) {
        UUID invitation = Page.id(context, "invitation");
        rooms.database().inTransactionDo(tx -> invitations().end(tx, invitation));
        Page.goTo(context, "/desk/invitations");
    }

    private Invitations invitations() {
        return rooms.people().contributors().invitations();
    }

    private void page(Context context, String link) {
        Optional<UUID> after = Page.mark(context, "after");
        InvitationPage shown = rooms.database()
                .inTransaction(tx -> after.map(mark -> invitations().all(tx, mark))
                        .orElseGet(() -> invitations().all(tx)));
        List<Task> tasks = rooms.database().inTransaction(rooms.tasks()::open).tasks();
        Optional<QrPicture> picture = link.isEmpty() ? Optional.empty() : Optional.of(QrPicture.of(link));
        var frame = DeskGuard.frame(context, "invitations.title");
        Page.show(context, output -> JteinvitationsGenerated.render(output, null, frame, shown, tasks, link, picture));
    }

    private InvitationTerms terms(Context context, String people) {
        try {
            return new InvitationTerms(number(people, InvitationTerms.JOINS_LIMIT), VALID, audience(context));
        } catch (IllegalArgumentException outOfRange) {
            throw Refusal.badRequest("invitation-invalid", String.valueOf(outOfRange.getMessage()));
        }
    }

    private InvitationTerms.Audience audience(Context context) {
        String language = Page.field(context, "language");
        return new InvitationTerms.Audience(
                task(Page.field(context, "task")),
                language.isEmpty() ? Optional.empty() : Optional.of(language),
                Personal.of(Page.field(context, "note")));
    }

    /// The one task that was chosen, if one was; it has to be there.
    private Optional<UUID> task(String chosen) {
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        TaskId id = new TaskId(UUID.fromString(chosen));
        return Optional.of(rooms.database()
                .inTransaction(tx -> rooms.tasks().newest(tx, id))
                .map(task -> task.id().value())
                .orElseThrow(Refusal.missing()));
    }

    private static int number(String written, int max) {
        try {
            int number = Integer.parseInt(written);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException notWhole) {
            // said below, as what is out of range
        }
        throw Refusal.badRequest("invitation-count-invalid", "How many? A number from 1 to %d.".formatted(max));
    }
}
