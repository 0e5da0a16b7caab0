package dev.firsthand.app.me;

import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.contributor.CarriedToken;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorTokens;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.me.JtelinkGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A contributor's ways in: the phones that are signed in, the links that bring one in, and how to end each.
final class WayPages {
    private final MyRooms rooms;

    WayPages(MyRooms rooms) {
        this.rooms = rooms;
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

    /// Ends the sign-in itself, so that a copied cookie is worth nothing.
    void leave(Context context) {
        SignInCookie.CONTRIBUTOR
                .read(context)
                .ifPresent(token -> rooms.database().inTransactionDo(tx -> tokens().end(tx, token)));
        SignInCookie.CONTRIBUTOR.take(context);
        Page.problem(context, 200, Texts.of(context).say("home.left"));
    }

    private ContributorTokens tokens() {
        return rooms.contributors().tokens();
    }

    private void page(Contributor contributor, Context context, String address) {
        Optional<SecretToken> carried = SignInCookie.CONTRIBUTOR.read(context);
        Optional<UUID> here = rooms.database().inTransaction(tx -> carried.flatMap(token -> tokens().id(tx, token)));
        List<CarriedToken> running = rooms.database().inTransaction(tx -> tokens().running(tx, contributor.id()));
        var frame = MyPages.frame(context, "link.title");
        Page.show(context, output -> JtelinkGenerated.render(output, null, frame, address, running, here));
    }
}
