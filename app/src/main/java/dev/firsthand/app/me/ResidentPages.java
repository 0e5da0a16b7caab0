package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Reply;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.Controller;
import dev.firsthand.engine.household.ResidentAnswer.Said;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.me.JteresidentGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// Asks an adult who lives where somebody records, by a private link and without an account. The page never says
/// what was answered before: whoever handed the link over may have kept it.
final class ResidentPages {
    private final MyRooms rooms;

    ResidentPages(MyRooms rooms) {
        this.rooms = rooms;
    }

    /// Looking answers nothing: a messenger's preview must not say yes.
    void ask(Context context) {
        Texts.speakConsent(context, "");
        SecretToken link = link(context);
        if (rooms.database()
                .inTransaction(tx -> rooms.households().residents().asked(tx, link))
                .isEmpty()) {
            throw gone();
        }
        page(context, Reply.NONE);
    }

    void answer(Context context) {
        Texts.speakConsent(context, "");
        SecretToken link = link(context);
        page(
                context,
                switch (Page.field(context, "answer")) {
                    case "yes" -> says(link, Said.YES);
                    case "no" -> says(link, Said.NO);
                    case "moved-out" -> movesOut(link);
                    default -> throw Refusal.badRequest("answers-missing", "Choose yes or no.");
                });
    }

    private Reply says(SecretToken link, Said said) {
        return rooms.database()
                .inTransaction(tx -> rooms.households().residents().answer(tx, link, said))
                .map(answer -> new Reply(Optional.of(answer), false))
                .orElseThrow(ResidentPages::gone);
    }

    private Reply movesOut(SecretToken link) {
        if (!rooms.database().inTransaction(tx -> rooms.households().residents().moveOut(tx, link))) {
            throw gone();
        }
        return new Reply(Optional.empty(), true);
    }

    private void page(Context context, Reply reply) {
        Texts texts = Texts.of(context);
        Controller controller = rooms.consent().notices().controller();
        var frame = new Frame(texts, texts.say("resident.title"), context.path(), List.of());
        Page.show(
                context, output -> JteresidentGenerated.render(output, null, frame, controller, reply, context.path()));
    }

    private static SecretToken link(Context context) {
        return SecretToken.parse(context.pathParam("token")).orElseThrow(ResidentPages::gone);
    }

    /// The same for a link that ended, one that was mistyped and one that never was.
    private static Refusal gone() {
        return Refusal.gone(
                "household-link-gone",
                "This link does not work: it ended or was mistyped. Ask the person you live with for a new one.");
    }
}
