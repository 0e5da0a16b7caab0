package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Question;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.AnswerResult;
import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.consent.Notice;
import dev.firsthand.engine.consent.NoticeDigest;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.Contributor;
import gg.jte.generated.precompiled.me.JteconsentGenerated;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The exact notice, and one question per purpose with nothing chosen.
final class ConsentPages {
    /// Without these nothing can be recorded or accepted; the others change nothing else.
    private static final Set<Purpose> NEEDED = Set.of(Purpose.CAPTURE_FOR_PAY, Purpose.QUALITY_AND_LABELLING);

    private final MyRooms rooms;

    ConsentPages(MyRooms rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        Notice notice =
                rooms.database().inTransaction(tx -> rooms.consent().notices().current(tx));
        List<Grant> standing =
                rooms.database().inTransaction(tx -> rooms.consent().standing(tx, contributor.id()));
        var parts = NoticeParts.of(notice.text());
        List<Question> questions = Arrays.stream(Purpose.values())
                .map(purpose -> new Question(
                        purpose.wireName(),
                        parts.about(purpose),
                        NEEDED.contains(purpose),
                        answered(standing, purpose)))
                .toList();
        var frame = MyPages.frame(context, "consent.title");
        Page.show(context, output -> JteconsentGenerated.render(output, null, frame, notice, parts, questions));
    }

    void answer(Contributor contributor, Context context) {
        NoticeDigest shown = shown(context);
        Map<Purpose, Boolean> answers = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            String answer = context.formParam(purpose.wireName());
            if (answer != null) {
                answers.put(purpose, answer.equals("yes"));
            }
        }
        AnswerResult result =
                rooms.database().inTransaction(tx -> rooms.consent().answer(tx, contributor.id(), shown, answers));
        if (result instanceof AnswerResult.Refused(var code, var message)) {
            throw Refusal.badRequest(code, message);
        }
        Page.goTo(context, "/me");
    }

    private static NoticeDigest shown(Context context) {
        try {
            return new NoticeDigest(Page.field(context, "notice"));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.missing().get();
        }
    }

    private static Optional<String> answered(List<Grant> standing, Purpose purpose) {
        return standing.stream()
                .filter(grant -> grant.purpose() == purpose)
                .map(grant -> grant.withdrawnAt().isPresent()
                        ? "WITHDRAWN"
                        : grant.answer().name())
                .findFirst();
    }
}
