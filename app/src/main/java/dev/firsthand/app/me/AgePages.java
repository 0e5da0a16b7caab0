package dev.firsthand.app.me;

import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.rules.Obligation;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.me.JteageGenerated;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;

/// Asks who joined under laxer rules whether they have the age that is asked now. Nothing is recorded before that.
final class AgePages {
    private final MyRooms rooms;

    AgePages(MyRooms rooms) {
        this.rooms = rooms;
    }

    /// Whether this contributor has to be asked.
    static Optional<Obligation> unstated(Tx tx, MyRooms rooms, Contributor contributor) {
        return rooms.contributors().ages().unstated(tx, contributor.id(), Set.of(contributor.home()));
    }

    void show(Contributor contributor, Context context) {
        Texts.speakConsent(context, contributor.language().reveal());
        Optional<Obligation> asked = rooms.database().inTransaction(tx -> unstated(tx, rooms, contributor));
        if (asked.isEmpty()) {
            Page.goTo(context, "/me");
            return;
        }
        page(context, asked.get().amount(), false);
    }

    /// Who is younger is told what becomes of what they recorded; nothing of that answer is kept.
    void answer(Contributor contributor, Context context) {
        Texts.speakConsent(context, contributor.language().reveal());
        String answer = Page.field(context, "age");
        if (!answer.matches("[0-9]{1,3}")) {
            throw Refusal.badRequest("answers-missing", "Choose one.");
        }
        int reached = Integer.parseInt(answer);
        if (rooms.database().inTransaction(tx -> rooms.contributors().ages().state(tx, contributor, reached))) {
            Page.goTo(context, "/me");
            return;
        }
        long years = rooms.database()
                .inTransaction(tx -> rooms.contributors().ages().asked(tx, Set.of(contributor.home())))
                .amount();
        page(context, years, true);
    }

    private static void page(Context context, long years, boolean younger) {
        var frame = MyPages.frame(context, "age.title");
        Page.show(context, output -> JteageGenerated.render(output, null, frame, years, younger));
    }
}
