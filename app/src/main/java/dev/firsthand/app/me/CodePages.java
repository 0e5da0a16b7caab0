package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Choice;
import dev.firsthand.app.me.Shown.Held;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.consent.ReceiptCode;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.withdrawal.Level;
import dev.firsthand.engine.withdrawal.VerifiedBy;
import dev.firsthand.engine.withdrawal.Withdrawals.Requested;
import gg.jte.generated.precompiled.me.JtecodeGenerated;
import gg.jte.generated.precompiled.me.JteheldGenerated;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;

/// Answers by the code of a receipt, without signing in: to see them, to take them back, and to withdraw.
final class CodePages {
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
        Page.goTo(context, address(code(Page.field(context, "code")), texts));
    }

    /// Scanned, or found.
    void show(Context context) {
        Texts.speakConsent(context, "");
        ReceiptCode code = code(context.pathParam("code"));
        Texts texts = Texts.of(context);
        List<Held> held = rooms.database().inTransaction(tx -> held(tx, whose(tx, code), texts));
        var frame = frame(context, "code.answers");
        List<Choice> choices =
                rooms.database().inTransaction(tx -> WithdrawPages.choices(tx, rooms, whose(tx, code), frame.texts()));
        Page.show(context, output -> JteheldGenerated.render(output, null, frame, code.text(), held, choices));
    }

    /// One press takes one yes back.
    void takeBack(Context context) {
        Texts texts = Texts.speakConsent(context, "");
        ReceiptCode code = code(context.pathParam("code"));
        Purpose purpose = Purpose.named(Page.field(context, "purpose")).orElseThrow(Refusal.missing());
        rooms.database().inTransactionDo(tx -> rooms.consent().withdraw(tx, whose(tx, code), purpose));
        Page.goTo(context, address(code, texts)); // also when it was pressed twice
    }

    /// As far as somebody who is signed in can.
    void withdraw(Context context) {
        Texts texts = Texts.speakConsent(context, "");
        ReceiptCode code = code(context.pathParam("code"));
        Level level = WithdrawPages.level(context);
        Requested requested = rooms.database()
                .inTransaction(tx -> rooms.use().withdrawals().request(tx, whose(tx, code), level, VerifiedBy.RECEIPT));
        Page.goTo(context, WithdrawPages.progressOf(requested, texts));
    }

    private static String address(ReceiptCode code, Texts texts) {
        return "/receipt/%s?lang=%s".formatted(code.text(), texts.language());
    }

    private List<Held> held(Tx tx, ContributorId contributor, Texts texts) {
        Instant now = rooms.capture().now();
        return rooms.consent().standing(tx, contributor).stream()
                .map(grant -> new Held(
                        grant.purpose().wireName(),
                        Answered.word(grant, now),
                        grant.answer() != Grant.Answer.REFUSED
                                && grant.withdrawnAt().isEmpty(),
                        AgreedPages.agreed(tx, rooms.consent().notices(), grant, texts)))
                .toList();
    }

    ContributorId whose(Tx tx, Context context) {
        return whose(tx, code(context.pathParam("code")));
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
