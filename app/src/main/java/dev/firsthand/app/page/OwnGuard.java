package dev.firsthand.app.page;

import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.store.Database;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Optional;

/// Who asks for a contributor's page, and what somebody sees whom nobody knows.
public final class OwnGuard {
    private final Database database;
    private final Contributors contributors;

    public OwnGuard(Database database, Contributors contributors) {
        this.database = database;
        this.contributors = contributors;
    }

    /// A page that belongs to the contributor who asks.
    @FunctionalInterface
    public interface OwnPage {
        void show(Contributor contributor, Context context) throws IOException;
    }

    /// Whose browser this is, by its cookie.
    public Optional<Contributor> asking(Context context) {
        return SignInCookie.CONTRIBUTOR
                .read(context)
                .flatMap(token -> database.inTransaction(tx -> contributors.carrying(tx, token)));
    }

    public Handler of(OwnPage page) {
        return Page.told(context -> {
            Optional<Contributor> contributor = asking(context);
            if (contributor.isEmpty()) {
                Page.problem(context, 401, Texts.of(context).say("problem.not-known"));
                return;
            }
            page.show(contributor.get(), context);
        });
    }
}
