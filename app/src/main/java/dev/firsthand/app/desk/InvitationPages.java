package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Form;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SentForms;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Invitation;
import dev.firsthand.engine.contributor.InvitationPage;
import dev.firsthand.engine.contributor.InvitationTerms;
import dev.firsthand.engine.contributor.InvitationTerms.Audience;
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
import java.util.function.Supplier;

/// Links by which people join: for one person, for a campaign with a cap, or many at once as a table. A link is shown
/// once, also as a QR code.
final class InvitationPages {
    private static final Duration VALID = Duration.ofDays(14);

    private final DeskRooms rooms;

    InvitationPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        Optional<UUID> after = Page.mark(context, "after");
        InvitationPage shown = rooms.database()
                .inTransaction(tx -> after.map(mark -> invitations().all(tx, mark))
                        .orElseGet(() -> invitations().all(tx)));
        List<Task> tasks = rooms.database().inTransaction(rooms.tasks()::open).tasks();
        var frame = DeskGuard.frame(context, "invitations.title");
        Page.show(context, output -> JteinvitationsGenerated.render(output, null, frame, shown, tasks));
    }

    void make(StaffMember member, Context context) {
        rooms.inviting().orRefuse();
        InvitationTerms terms = terms(context, number(context, "people", InvitationTerms.JOINS_LIMIT));
        Invitation.New made = rooms.database()
                .inTransaction(tx -> invitations().make(tx, member.id().person(), terms));
        SentForms.goTo(
                context,
                "/desk/invitations",
                Links.to(context, "/join/" + made.link().reveal()));
    }

    /// A table of links for one person each, served this once; only their hashes are kept.
    void makeMany(StaffMember member, Context context) {
        rooms.inviting().orRefuse();
        InvitationTerms terms = terms(context, 1);
        int count = number(context, "links", Invitations.MANY_MAX);
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
        SentForms.goTo(context, "/desk/invitations/many", table.toString());
    }

    void table(StaffMember member, Context context) {
        String table = Form.before(context).secret();
        if (table.isEmpty()) {
            Page.goTo(context, "/desk/invitations?made=before");
            return;
        }
        context.header("Content-Disposition", "attachment; filename=\"invitations.csv\"");
        context.contentType("text/csv; charset=utf-8").result(table);
    }

    void end(StaffMember member, Context context) {
        UUID invitation = Page.id(context, "invitation");
        rooms.database().inTransactionDo(tx -> invitations().end(tx, invitation));
        Page.goTo(context, "/desk/invitations");
    }

    private Invitations invitations() {
        return rooms.people().contributors().invitations();
    }

    private InvitationTerms terms(Context context, int people) {
        Optional<UUID> task = task(Page.field(context, "task"));
        Optional<String> language = Optional.of(Page.field(context, "language")).filter(tag -> !tag.isEmpty());
        checked("language", () -> new Audience(task, language, Personal.of("")));
        Audience audience =
                checked("note", () -> new Audience(task, language, Personal.of(Page.field(context, "note"))));
        return checked("people", () -> new InvitationTerms(people, VALID, audience));
    }

    private static <T> T checked(String field, Supplier<T> value) {
        return Form.checked("invitation-invalid", field, value);
    }

    /// The one task that was chosen, if one was; it has to be there.
    private Optional<UUID> task(String chosen) {
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(rooms.database()
                .inTransaction(tx -> rooms.tasks().newest(tx, new TaskId(Page.id(chosen))))
                .map(task -> task.id().value())
                .orElseThrow(Refusal.missing()));
    }

    private static int number(Context context, String field, int max) {
        return checked(field, () -> {
            String written = Page.field(context, field);
            if (!written.matches("[0-9]{1,6}") || Integer.parseInt(written) < 1 || Integer.parseInt(written) > max) {
                throw new IllegalArgumentException("how many? A number from 1 to %d".formatted(max));
            }
            return Integer.parseInt(written);
        });
    }
}
