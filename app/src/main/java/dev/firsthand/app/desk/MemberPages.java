package dev.firsthand.app.desk;

import dev.firsthand.app.desk.Listed.Entry;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SentForms;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.message.Message;
import dev.firsthand.engine.staff.RemoveResult;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.desk.JtememberGenerated;
import gg.jte.generated.precompiled.desk.JtemembersGenerated;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who works at the desk: links by which more people join, each once and for one role; their sign-ins; and who leaves.
final class MemberPages {
    private final DeskRooms rooms;

    MemberPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember operator, Context context) {
        List<String> roles = Arrays.stream(Role.values()).map(Role::name).toList();
        List<StaffMember> members = rooms.database().inTransaction(staff()::members);
        var frame = DeskGuard.frame(context, "members.title");
        Page.show(context, output -> JtemembersGenerated.render(output, null, frame, roles, members));
    }

    void invite(StaffMember operator, Context context) {
        Role role = Arrays.stream(Role.values())
                .filter(known -> known.name().equals(context.formParam("role")))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("role-missing", "Choose what the new member may do.")
                        .at("role"));
        Optional<MailAddress> to = address(context);
        String link = rooms.database().inTransaction(tx -> {
            SecretToken made = staff().invite(tx, operator.id(), role);
            String address = Links.to(context, "/sign-in/" + made.reveal());
            to.ifPresent(mail ->
                    rooms.people().outbox().write(tx, operator.id().person(), mail, invitation(context, address)));
            return address;
        });
        SentForms.goTo(context, "/desk/members", link);
    }

    private static Optional<MailAddress> address(Context context) {
        String typed = Page.field(context, "email");
        Optional<MailAddress> address = MailAddress.parse(typed);
        if (address.isEmpty() && !typed.isEmpty()) {
            throw Refusal.badRequest("email-invalid", "That is no e-mail address such as name@example.org.")
                    .at("email");
        }
        return address;
    }

    private static Message.Words invitation(Context context, String link) {
        Texts texts = Texts.of(context);
        return Message.Words.of(Message.Kind.WAY_IN, texts.say("mail.desk-subject"), texts.say("mail.desk-text", link));
    }

    void member(StaffMember operator, Context context) {
        StaffMember member = wanted(context);
        List<Entry> signIns = rooms
                .database()
                .inTransaction(tx -> staff().signIns().running(tx, member.id()))
                .stream()
                .map(signIn -> Entry.of(signIn, Texts.of(context)))
                .toList();
        var frame = DeskGuard.frame(context, "member.title", member.name().reveal());
        Page.show(context, output -> JtememberGenerated.render(output, null, frame, member, signIns));
    }

    /// A link for somebody who lost every sign-in and the password.
    void returnLink(StaffMember operator, Context context) {
        StaffMember member = wanted(context);
        SecretToken link = rooms.database().inTransaction(tx -> staff().returnLink(tx, member));
        SentForms.goTo(context, path(member), Links.to(context, "/sign-in/" + link.reveal()));
    }

    void end(StaffMember operator, Context context) {
        StaffMember member = wanted(context);
        UUID signIn = Page.id(context, "signIn");
        if (!rooms.database().inTransaction(tx -> staff().signIns().end(tx, member.id(), signIn))) {
            throw Refusal.missing().get();
        }
        Page.goTo(context, path(member));
    }

    void remove(StaffMember operator, Context context) {
        StaffMember member = wanted(context);
        switch (rooms.database().inTransaction(tx -> staff().remove(tx, operator.id(), member.id()))) {
            case RemoveResult.Removed removed -> Page.goTo(context, "/desk/members");
            case RemoveResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        }
    }

    private static String path(StaffMember member) {
        return "/desk/members/" + member.id().value();
    }

    private StaffMember wanted(Context context) {
        StaffId id = new StaffId(Page.id(context, "member"));
        return rooms.database().inTransaction(staff()::members).stream()
                .filter(member -> member.id().equals(id))
                .findFirst()
                .orElseThrow(Refusal.missing());
    }

    private Staff staff() {
        return rooms.people().staff();
    }
}
