package dev.firsthand.app.page;

import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.store.Database;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Optional;

/// What is the same on all pages of a holder: who asks, and how a browser that is not known is answered.
public final class HolderGuard {
    private final Database database;
    private final Holders holders;

    public HolderGuard(Database database, Holders holders) {
        this.database = database;
        this.holders = holders;
    }

    /// A page of one holder.
    @FunctionalInterface
    public interface HoldersPage {
        void show(Holder holder, Context context) throws IOException;
    }

    /// A page for the holder whose browser this is. The page itself answers what is another holder's as missing.
    public Handler of(HoldersPage page) {
        return Page.told(context -> {
            Optional<Holder> holder = SignInCookie.HOLDER
                    .read(context)
                    .flatMap(token -> database.inTransaction(tx -> holders.carrying(tx, token)));
            if (holder.isEmpty()) {
                Page.problem(context, 401, Texts.of(context).say("holder.not-known"));
                return;
            }
            page.show(holder.get(), context);
        });
    }
}
