package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.consent.Notices;
import dev.firsthand.engine.consent.Quiz;
import dev.firsthand.engine.consent.Quiz.QuizResult;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.store.Database;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The check of understanding, which comes before the first recording.
@Controller("/api/v1/me/quiz")
final class QuizController {
    private final Database database;
    private final Access access;
    private final Quiz quiz;

    QuizController(Database database, Access access, Quiz quiz) {
        this.database = database;
        this.access = access;
        this.quiz = quiz;
    }

    public record QuestionView(int number, String ask, List<String> choices) {}

    public record QuizView(UUID id, List<QuestionView> questions) {}

    /// One answer for each question, in their order: which choice, from 0.
    public record QuizForm(List<Integer> answers) {}

    public record MarkedView(int right, boolean passed, List<String> why) {}

    /// The questions to answer now; the same ones until they are answered.
    @Post
    QuizView draw(Context context) {
        Contributor contributor = access.contributor(context);
        Quiz.Drawn drawn = database.inTransaction(tx -> quiz.drawn(tx, contributor.id()));
        List<QuestionView> questions = drawn.questions().stream()
                .map(number -> quiz.bank().question(number, Notices.LANGUAGE))
                .map(question -> new QuestionView(question.number(), question.ask(), question.choices()))
                .toList();
        return new QuizView(drawn.id(), questions);
    }

    /// Marks the answers, and says why what is right is right.
    @Post("/{quiz}")
    MarkedView answer(UUID quiz, QuizForm form, Context context) {
        Contributor contributor = access.contributor(context);
        List<Integer> chosen = Forms.present("answers", form.answers());
        return database.inTransaction(tx -> {
            List<Integer> questions = this.quiz.drawn(tx, contributor.id()).questions();
            Map<Integer, Integer> answers = new HashMap<>();
            for (int i = 0; i < Math.min(questions.size(), chosen.size()); i++) {
                answers.put(questions.get(i), chosen.get(i));
            }
            return switch (this.quiz.answer(tx, contributor.id(), quiz, answers)) {
                case QuizResult.Marked(int right, boolean passed) ->
                    new MarkedView(
                            right,
                            passed,
                            questions.stream()
                                    .map(number -> this.quiz
                                            .bank()
                                            .question(number, Notices.LANGUAGE)
                                            .why())
                                    .toList());
                case QuizResult.Refused(var code, var message) -> throw Refusal.badRequest(code, message);
            };
        });
    }
}
