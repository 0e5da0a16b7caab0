package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Marked;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.Quiz;
import dev.firsthand.engine.consent.Quiz.QuizResult;
import dev.firsthand.engine.consent.QuizBank;
import dev.firsthand.engine.contributor.Contributor;
import gg.jte.generated.precompiled.me.JtemarkedGenerated;
import gg.jte.generated.precompiled.me.JtequizGenerated;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The check of understanding: five questions, and what is right and why.
final class QuizPages {
    private final MyRooms rooms;

    QuizPages(MyRooms rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        Texts texts = Texts.speakConsent(context, contributor.language().reveal());
        Quiz.Drawn drawn = rooms.database().inTransaction(tx -> quiz().drawn(tx, contributor.id()));
        List<QuizBank.Question> questions = drawn.questions().stream()
                .map(number -> quiz().bank().question(number, language(texts)))
                .toList();
        var frame = MyPages.frame(context, "quiz.title");
        Page.show(context, output -> JtequizGenerated.render(output, null, frame, drawn, questions));
    }

    void answer(Contributor contributor, Context context) {
        Texts texts = Texts.speakConsent(context, contributor.language().reveal());
        Map<Integer, Integer> answers = answers(context);
        QuizResult result = rooms.database()
                .inTransaction(
                        tx -> quiz().answer(tx, contributor.id(), Page.id(Page.field(context, "quiz")), answers));
        switch (result) {
            case QuizResult.Refused(var code, var message) -> throw Refusal.badRequest(code, message);
            case QuizResult.Marked(int right, boolean passed) -> {
                List<Marked> marked = answers.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(answer -> marked(answer.getKey(), answer.getValue(), texts))
                        .toList();
                var frame = MyPages.frame(context, passed ? "quiz.passed" : "quiz.not-passed");
                Page.show(context, output -> JtemarkedGenerated.render(output, null, frame, marked, right, passed));
            }
        }
    }

    private Marked marked(int number, int chosen, Texts texts) {
        QuizBank.Question question = quiz().bank().question(number, language(texts));
        int right = quiz().bank().right(number);
        return new Marked(question.ask(), question.choices().get(right), question.why(), chosen == right);
    }

    /// By question, which choice; what is none of ours is not there.
    private Map<Integer, Integer> answers(Context context) {
        Map<Integer, Integer> answers = new HashMap<>();
        for (int question : quiz().bank().questions()) {
            String choice = Page.field(context, "q" + question);
            if (choice.matches("[0-2]")) {
                answers.put(question, Integer.parseInt(choice));
            }
        }
        return answers;
    }

    private static String language(Texts texts) {
        return texts.locale().getLanguage();
    }

    private Quiz quiz() {
        return rooms.consent().quiz();
    }
}
