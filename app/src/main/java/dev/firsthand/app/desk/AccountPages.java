package dev.firsthand.app.desk;

import dev.firsthand.app.desk.Listed.Entry;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.PasswordResult;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.desk.JteaccountGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A member's own account: the password, and every browser that is signed in.
final class AccountPages {
    private final DeskRooms rooms;

    AccountPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void show(StaffMember member, Context context) {
        var staff = rooms.people().staff();
        String signInName = rooms.database()
                .inTransaction(tx -> staff.signInName(tx, member.id()))
                .map(Personal::reveal)
                .orElse("");
        List<Entry> signIns = rooms
                .database()
                .inTransaction(tx -> staff.signIns().running(tx, member.id()))
                .stream()
                .map(signIn -> Entry.of(signIn, Texts.of(context)))
                .toList();
        Optional<Integer> ended = Optional.ofNullable(context.queryParam("ended"))
                .filter(count -> count.matches("[0-9]{1,4}"))
                .map(Integer::valueOf);
        var frame = DeskGuard.frame(context, "account.title");
        Page.show(context, output -> JteaccountGenerated.render(output, null, frame, signInName, signIns, ended));
    }

    void password(StaffMember member, Context context) {
        Personal<String> present = Personal.of(Page.secret(context, "present"));
        switch (rooms.people().passwords().change(member, here(context), present, DoorPages.typed(context))) {
            case PasswordResult.Changed(int ended) -> Page.goTo(context, "/desk/account?ended=" + ended);
            case PasswordResult.Refused(var code, var message) ->
                throw Refusal.badRequest(code, message).at(DoorPages.field(code));
        }
    }

    void end(StaffMember member, Context context) {
        UUID signIn = Page.id(context, "signIn");
        if (!rooms.database()
                .inTransaction(tx -> rooms.people().staff().signIns().end(tx, member.id(), signIn))) {
            throw Refusal.missing().get();
        }
        Page.goTo(context, "/desk/account");
    }

    void endOthers(StaffMember member, Context context) {
        SecretToken here = here(context);
        rooms.database().inTransactionDo(tx -> rooms.people().staff().signIns().endOthers(tx, member.id(), here));
        Page.goTo(context, "/desk/account");
    }

    private static SecretToken here(Context context) {
        return SignInCookie.DESK.read(context).orElseThrow(Refusal::notSignedIn);
    }
}
