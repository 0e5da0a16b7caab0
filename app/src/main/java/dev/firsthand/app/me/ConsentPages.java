package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Answers;
import dev.firsthand.app.me.Shown.Asked;
import dev.firsthand.app.me.Shown.Question;
import dev.firsthand.app.me.Shown.Receipt;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.QrPicture;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.AnswerResult;
import dev.firsthand.engine.consent.DeviceSignature;
import dev.firsthand.engine.consent.Given;
import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.consent.Manner;
import dev.firsthand.engine.consent.Manner.Door;
import dev.firsthand.engine.consent.Notice;
import dev.firsthand.engine.consent.NoticeDigest;
import dev.firsthand.engine.consent.NoticeParts;
import dev.firsthand.engine.consent.Occasion;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.consent.Sound;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.store.Tx;
import gg.jte.generated.precompiled.me.JteconsentGenerated;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The exact notice, and one question per purpose with nothing chosen.
final class ConsentPages {
    private final MyRooms rooms;

    ConsentPages(MyRooms rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        Texts texts = Texts.speakConsent(context, contributor.language().reveal());
        Asked asked = rooms.database().inTransaction(tx -> asked(tx, texts));
        Answers answers = rooms.database().inTransaction(tx -> answers(tx, contributor, asked, context));
        var frame = MyPages.frame(context, "consent.title");
        Page.show(context, output -> JteconsentGenerated.render(output, null, frame, asked, answers));
    }

    private Asked asked(Tx tx, Texts texts) {
        Notice notice = rooms.consent().notices().current(tx, texts.locale().getLanguage());
        Optional<String> sound = rooms.consent().notices().sound(tx, notice.digest());
        return new Asked(notice, notice.parts(), sound, rooms.capture().now());
    }

    private Answers answers(Tx tx, Contributor contributor, Asked asked, Context context) {
        List<Grant> standing = rooms.consent().standing(tx, contributor.id());
        NoticeParts parts = asked.parts();
        Texts texts = Texts.of(context);
        List<Question> questions = asked.notice().purposes().stream()
                .map(purpose -> {
                    Optional<Grant> grant = standing.stream()
                            .filter(answer -> answer.purpose() == purpose)
                            .findFirst();
                    return new Question(
                            purpose.wireName(),
                            parts.about(purpose),
                            purpose.isNeeded(),
                            grant.map(answer -> Answered.word(answer, asked.shownAt())),
                            grant.map(answer ->
                                    AgreedPages.agreed(tx, rooms.consent().notices(), answer, texts)));
                })
                .toList();
        Optional<Receipt> receipt = rooms.consent()
                .receipt(tx, contributor.id())
                .map(code -> new Receipt(code.grouped(), QrPicture.of(Links.to(context, "/receipt/" + code.text()))));
        return new Answers(questions, rooms.consent().occasion(tx, contributor.id()), receipt);
    }

    /// Who may record after this goes on to the check of understanding, once.
    void answer(Contributor contributor, Context context) {
        Texts texts = Texts.speakConsent(context, contributor.language().reveal());
        Map<Purpose, Boolean> answers = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            String answer = context.formParam(purpose.wireName());
            if (answer != null) {
                answers.put(purpose, answer.equals("yes"));
            }
        }
        Occasion occasion = occasion(context);
        var given = new Given(shown(context), answers, manner(context, occasion), Optional.of(occasion));
        AnswerResult result =
                rooms.database().inTransaction(tx -> rooms.consent().answer(tx, contributor.id(), given));
        if (result instanceof AnswerResult.Refused(var code, var message)) {
            throw code.equals("answers-given-since")
                    ? Refusal.conflict(code, message)
                    : Refusal.badRequest(code, message);
        }
        boolean understood = rooms.database()
                .inTransaction(tx -> rooms.consent().quiz().passed(tx, contributor.id()))
                .isPresent();
        boolean records = answers.getOrDefault(Purpose.CAPTURE_FOR_PAY, false);
        Page.goTo(context, records && !understood ? "/me/quiz?lang=" + texts.language() : "/me");
    }

    /// One press takes one yes back.
    void takeBack(Contributor contributor, Context context) {
        Texts texts = Texts.speakConsent(context, contributor.language().reveal());
        Purpose purpose = Purpose.named(Page.field(context, "purpose")).orElseThrow(Refusal.missing());
        rooms.database().inTransactionDo(tx -> rooms.consent().withdraw(tx, contributor.id(), purpose));
        Page.goTo(context, "/me/consent?lang=" + texts.language()); // also when it was pressed twice
    }

    /// The address holds the sound's digest, so a browser keeps it for ever.
    void sound(Context context) {
        String digest = context.pathParam("digest");
        Sound sound = rooms.database()
                .inTransaction(tx -> rooms.consent().notices().texts().sound(tx, digest))
                .orElseThrow(Refusal.missing());
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.contentType(sound.type()).result(sound.bytes());
    }

    private static Manner manner(Context context, Occasion occasion) {
        List<String> taps = List.of(Page.field(context, "taps").split(" ", -1));
        return new Manner(Door.PAGE, taps, Page.field(context, "heard").equals("yes"), signature(context, occasion));
    }

    /// Empty where the page ran without script, or in a browser that has no keys.
    private static Optional<DeviceSignature> signature(Context context, Occasion occasion) {
        String signature = Page.field(context, "signature");
        if (signature.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant shown = Instant.parse(Page.field(context, "shown"));
            return Optional.of(new DeviceSignature(Page.field(context, "key"), signature, occasion, shown));
        } catch (DateTimeException malformed) {
            throw Refusal.missing().get();
        }
    }

    private static Occasion occasion(Context context) {
        try {
            return new Occasion(Page.field(context, "occasion"));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.missing().get();
        }
    }

    private static NoticeDigest shown(Context context) {
        try {
            return new NoticeDigest(Page.field(context, "notice"));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.missing().get();
        }
    }
}
