package dev.firsthand.app.me;

import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.OwnGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.contributor.CarriedToken;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorTokens;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.me.JteleaveGenerated;
import gg.jte.generated.precompiled.me.JtelinkGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A contributor's ways in: the phones that are signed in, the links that bring one in, and how to end each.
final class WayPages {
    private final MyRooms rooms;
    private final OwnGuard own;

    WayPages(MyRooms rooms, OwnGuard own) {
        this.rooms = rooms;
        this.own = own;
    }

    void show(Contributor contributor, Context context) {
        page(contributor, context, "");
    }

    /// Makes a link for the next phone. With `others`, everything that was signed in before ends, this browser
    /// excepted.
    void makeLink(Contributor contributor, Context context) {
        boolean endOthers = context.formParam("others") != null;
        SecretToken link = rooms.database().inTransaction(tx -> {
            if (endOthers) {
                tokens().revokeAll(tx, contributor.id());
                SignInCookie.CONTRIBUTOR.give(context, tokens().issue(tx, contributor.id()));
            }
            return tokens().link(tx, contributor.id());
        });
        page(contributor, context, Links.to(context, "/back/" + link.reveal()));
    }

    void end(Contributor contributor, Context context) {
        UUID token = Page.id(context, "token");
        rooms.database().inTransactionDo(tx -> tokens().end(tx, contributor.id(), token));
        Page.goTo(context, "/me/link");
    }

    /// Says that there would be no way back, and offers to make one.
    void askToLeave(Contributor contributor, Context context) {
        var frame = MyPages.frame(context, "leave.title");
        Page.show(context, output -> JteleaveGenerated.render(output, null, frame));
    }

    /// Ends the sign-in itself, so that a copied cookie is worth nothing. Who could not come back is asked first.
    void leave(Context context) {
        boolean sure = context.formParam("sure") != null;
        if (!sure && own.asking(context).filter(who -> !comesBack(who, context)).isPresent()) {
            Page.goTo(context, "/me/leave");
            return;
        }
        SignInCookie.CONTRIBUTOR
                .read(context)
                .ifPresent(token -> rooms.database().inTransactionDo(tx -> tokens().end(tx, token)));
        SignInCookie.CONTRIBUTOR.take(context);
        Page.problem(context, 200, Texts.of(context).say("home.left"));
    }

    /// By a link that was not used yet, another browser that is signed in, or a link to an e-mail address.
    private boolean comesBack(Contributor contributor, Context context) {
        Optional<UUID> here = here(context);
        return rooms.database()
                .inTransaction(tx -> rooms.outbox()
                                .addresses()
                                .of(tx, contributor.id().person())
                                .isPresent()
                        || tokens().running(tx, contributor.id()).stream()
                                .anyMatch(way -> !here.equals(Optional.of(way.id()))));
    }

    private Optional<UUID> here(Context context) {
        return SignInCookie.CONTRIBUTOR
                .read(context)
                .flatMap(token -> rooms.database().inTransaction(tx -> tokens().id(tx, token)));
    }

    private ContributorTokens tokens() {
        return rooms.contributors().tokens();
    }

    private void page(Contributor contributor, Context context, String address) {
        Optional<UUID> here = here(context);
        List<CarriedToken> running = rooms.database().inTransaction(tx -> tokens().running(tx, contributor.id()));
        var frame = MyPages.frame(context, "link.title");
        Page.show(context, output -> JtelinkGenerated.render(output, null, frame, address, running, here));
    }
}
