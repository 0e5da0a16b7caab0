package dev.firsthand.app.desk;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.staff.LinkResult;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.desk.JtesigninGenerated;
import io.javalin.http.Context;

/// How a member of the desk comes in by a one-time link, and goes. Opening the link does not use it up.
final class DoorPages {
    private final DeskRooms rooms;

    DoorPages(DeskRooms rooms) {
        this.rooms = rooms;
    }

    void offer(Context context) {
        link(context);
        var frame = DeskGuard.frame(context, "signin.title");
        Page.show(context, output -> JtesigninGenerated.render(output, null, frame, context.path()));
    }

    void enter(Context context) {
        SecretToken link = link(context);
        Personal<String> name = Personal.of(Page.field(context, "name"));
        switch (rooms.database().inTransaction(tx -> rooms.people().staff().follow(tx, link, name))) {
            case LinkResult.SignedIn(var member, var token) -> {
                SignInCookie.DESK.give(context, token);
                Page.goTo(context, "/desk");
            }
            case LinkResult.Refused(var code, var message) -> throw Refusal.badRequest(code, message);
        }
    }

    /// Ends the sign-in itself, so that a copied cookie is worth nothing.
    void leave(Context context) {
        SignInCookie.DESK
                .read(context)
                .ifPresent(token -> rooms.database()
                        .inTransactionDo(tx -> rooms.people().staff().signIns().end(tx, token)));
        SignInCookie.DESK.take(context);
        Page.problem(context, 200, Texts.of(context).say("desk.left"));
    }

    private static SecretToken link(Context context) {
        return SecretToken.parse(context.pathParam("link")).orElseThrow(Refusal.missing());
    }
}
