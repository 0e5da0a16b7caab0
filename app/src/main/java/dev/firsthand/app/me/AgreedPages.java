package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Agreed;
import dev.firsthand.app.me.Shown.Text;
import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.consent.Notice;
import dev.firsthand.engine.consent.NoticeDigest;
import dev.firsthand.engine.consent.Notices;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.me.JteagreedGenerated;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The exact text that an answer was given to: for who gave it, signed in or by the code of a receipt.
final class AgreedPages {
    private final MyRooms rooms;
    private final CodePages codes;

    AgreedPages(MyRooms rooms, CodePages codes) {
        this.rooms = rooms;
        this.codes = codes;
    }

    void mine(Contributor contributor, Context context) {
        Texts texts = Texts.speakConsent(context, contributor.language().reveal());
        Text text = rooms.database().inTransaction(tx -> text(tx, contributor.id(), context, texts));
        show(context, Frame.contributor(texts, texts.say("consent.agreed-title")), text, "/me/consent");
    }

    void mineAsFile(Contributor contributor, Context context) {
        send(context, rooms.database().inTransaction(tx -> wanted(tx, contributor.id(), context)));
    }

    void byCode(Context context) {
        Texts texts = Texts.speakConsent(context, "");
        Text text = rooms.database().inTransaction(tx -> text(tx, codes.whose(tx, context), context, texts));
        Frame frame = new Frame(texts, texts.say("consent.agreed-title"), "/receipt", List.of());
        show(context, frame, text, "/receipt/" + context.pathParam("code"));
    }

    void byCodeAsFile(Context context) {
        Texts.speakConsent(context, "");
        send(context, rooms.database().inTransaction(tx -> wanted(tx, codes.whose(tx, context), context)));
    }

    private static void show(Context context, Frame frame, Text text, String answers) {
        Page.show(context, output -> JteagreedGenerated.render(output, null, frame, text, context.path(), answers));
    }

    /// The bytes that the digest names.
    private static void send(Context context, Notice notice) {
        context.header(
                "Content-Disposition",
                "attachment; filename=\"notice-%s.txt\""
                        .formatted(notice.digest().hex()));
        context.header("Cache-Control", "no-store");
        context.contentType("text/plain; charset=utf-8").result(notice.text());
    }

    private Text text(Tx tx, ContributorId contributor, Context context, Texts texts) {
        Notice notice = wanted(tx, contributor, context);
        Instant now = rooms.clock().instant();
        List<String> answers = rooms.consent().answersTo(tx, contributor, notice.digest()).stream()
                .map(grant -> texts.say(
                        "consent.agreed-answer",
                        texts.say("purpose." + grant.purpose().wireName()),
                        texts.say("standing." + Answered.word(grant, now)),
                        texts.date(grant.answeredAt())))
                .toList();
        String language = Locale.forLanguageTag(notice.language()).getDisplayLanguage(texts.locale());
        String version = texts.say("consent.agreed-version", notice.version(), language, texts.date(notice.madeAt()));
        return new Text(notice, version, notices().isShown(tx, notice), answers);
    }

    /// Whoever gave no answer to a text does not learn whether it was shown to anybody.
    private Notice wanted(Tx tx, ContributorId contributor, Context context) {
        NoticeDigest digest = digest(context);
        if (rooms.consent().answersTo(tx, contributor, digest).isEmpty()) {
            throw Refusal.missing().get();
        }
        return notices().find(tx, digest).orElseThrow(Refusal.missing());
    }

    /// What a page says of the text beside an answer.
    static Agreed agreed(Tx tx, Notices notices, Grant grant, Texts texts) {
        Notice notice = notices.find(tx, grant.notice()).orElseThrow();
        return new Agreed(notice.digest().hex(), texts.date(grant.answeredAt()), !notices.isShown(tx, notice));
    }

    private Notices notices() {
        return rooms.consent().notices();
    }

    private static NoticeDigest digest(Context context) {
        try {
            return new NoticeDigest(context.pathParam("digest"));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.missing().get();
        }
    }
}
