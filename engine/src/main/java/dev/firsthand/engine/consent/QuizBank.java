package dev.firsthand.engine.consent;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The questions of the check of understanding, in the languages of [NoticeForm#LANGUAGES]. A question keeps its
/// number and its right answer in all of them.
public final class QuizBank {
    private static final String WORDS = "dev.firsthand.engine.consent.quiz";

    /// The right choice of each question, from question 1 on, from choice 0 on.
    private static final List<Integer> RIGHT = List.of(1, 0, 2, 1, 0, 2, 0, 1, 2, 1, 2, 0);

    private QuizBank() {}

    public static QuizBank shipped() {
        return new QuizBank();
    }

    /// One question in words: its choices, and why the right one is right.
    public record Question(int number, String ask, List<String> choices, String why) {
        public Question {
            choices = List.copyOf(choices);
        }
    }

    public List<Integer> questions() {
        return IntStream.rangeClosed(1, RIGHT.size()).boxed().toList();
    }

    /// Which choice is right, from 0.
    public int right(int question) {
        return RIGHT.get(question - 1);
    }

    public Question question(int number, String language) {
        var words = ResourceBundle.getBundle(
                WORDS,
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new Question(
                number,
                words.getString(number + ".ask"),
                Stream.of(".a", ".b", ".c")
                        .map(choice -> words.getString(number + choice))
                        .toList(),
                words.getString(number + ".why"));
    }
}
