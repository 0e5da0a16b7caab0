package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Held;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.consent.ReceiptCode;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.me.JtecodeGenerated;
import gg.jte.generated.precompiled.me.JteheldGenerated;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;

/// Answers by the code of a receipt, without signing in: to see them, and to take them back.
final class CodePages {
    private static final String ALL = "all";

    private final MyRooms rooms;

    CodePages(MyRooms rooms) {
        this.rooms = rooms;
    }

    static void ask(Context context) {
        var frame = frame(context, "code.title");
        Page.show(context, output -> JtecodeGenerated.render(output, null, frame));
    }

    /// Typed in.
    void find(Context context) {
        Texts texts = Texts.speakConsent(context, "");
        String code = code(Page.field(context, "code")).text();
        Page.goTo(context, "/receipt/%s?lang=%s".formatted(code, texts.language()));
    }

    /// Scanned, or found.
    void show(Context context) {
        Texts.speakConsent(context, "");
        ReceiptCode code = code(context.pathParam("code"));
        show(context, code, rooms.database().inTransaction(tx -> held(tx, code)));
    }

    /// One press takes one yes back, or all of them. The page that follows says what stands now; where nothing is
    /// left, the code has ended, so it is shown this once.
    void takeBack(Context context) {
        Texts.speakConsent(context, "");
        ReceiptCode code = code(context.pathParam("code"));
        String which = Page.field(context, "purpose");
        List<Held> held = rooms.database().inTransaction(tx -> {
            ContributorId contributor = whose(tx, code);
            rooms.consent().standing(tx, contributor).stream()
                    .map(Grant::purpose)
                    .filter(purpose -> which.equals(ALL) || which.equals(purpose.wireName()))
                    .forEach(purpose -> rooms.consent().withdraw(tx, contributor, purpose));
            return held(tx, contributor);
        });
        show(context, code, held);
    }

    private static void show(Context context, ReceiptCode code, List<Held> held) {
        var frame = frame(context, "code.answers");
        Page.show(context, output -> JteheldGenerated.render(output, null, frame, code.text(), held));
    }

    private List<Held> held(Tx tx, ReceiptCode code) {
        return held(tx, whose(tx, code));
    }

    private List<Held> held(Tx tx, ContributorId contributor) {
        Instant now = rooms.capture().now();
        return rooms.consent().standing(tx, contributor).stream()
                .map(grant -> new Held(
                        grant.purpose().wireName(),
                        Answered.word(grant, now),
                        grant.answer() != Grant.Answer.REFUSED
                                && grant.withdrawnAt().isEmpty()))
                .toList();
    }

    /// The same for a code that was made up, one that has ended, and one that was replaced.
    private ContributorId whose(Tx tx, ReceiptCode code) {
        return rooms.consent().byReceipt(tx, code).orElseThrow(CodePages::unknown);
    }

    private static ReceiptCode code(String typed) {
        return ReceiptCode.parse(typed).orElseThrow(CodePages::unknown);
    }

    private static Refusal unknown() {
        return Refusal.gone(
                "receipt-unknown",
                "No answers stand under this code: it is mistyped, was replaced by a newer receipt, has ended, or"
                        + " everything was taken back by it. Look at the newest receipt.");
    }

    private static Frame frame(Context context, String titleKey) {
        Texts texts = Texts.speakConsent(context, "");
        return new Frame(texts, texts.say(titleKey), "/receipt", List.of());
    }
}
