package dev.firsthand.app.page;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.page.JteholderGenerated;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// How a holder's people come in by the holder's own link, `/holder/TOKEN`, and go. The link is the holder's token:
/// it works in any browser until the token is renewed or runs out. Opening it does nothing yet.
public final class HolderDoor {
    private final Database database;
    private final Holders holders;

    public HolderDoor(Database database, Holders holders) {
        this.database = database;
        this.holders = holders;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/holder/{token}", Page.told(this::offer));
        routes.post("/holder/leave", Page.told(HolderDoor::leave));
        routes.post("/holder/{token}", Page.told(this::enter));
    }

    private void offer(Context context) {
        token(context);
        Texts texts = Texts.of(context);
        var frame = Frame.holder(texts, texts.say("holder.title"));
        Page.show(context, output -> JteholderGenerated.render(output, null, frame, context.path()));
    }

    private void enter(Context context) {
        SecretToken token = token(context);
        if (database.inTransaction(tx -> holders.carrying(tx, token)).isEmpty()) {
            throw Refusal.missing().get();
        }
        SignInCookie.HOLDER.give(context, token);
        Page.goTo(context, "/holder");
    }

    private static void leave(Context context) {
        SignInCookie.HOLDER.take(context);
        Page.problem(context, 200, Texts.of(context).say("holder.left"));
    }

    private static SecretToken token(Context context) {
        return SecretToken.parse(context.pathParam("token")).orElseThrow(Refusal.missing());
    }
}
