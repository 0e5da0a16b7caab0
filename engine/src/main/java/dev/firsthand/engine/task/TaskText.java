package dev.firsthand.engine.task;

import dev.firsthand.engine.store.TypedText;
import java.util.List;

/// The words of a task: `sentence` goes into data sets as the LeRobot task; `instructions`, and what makes a recording
/// `accepted`, point by point, are for the contributor.
public record TaskText(String sentence, String instructions, List<String> accepted) {
    /// The longest sentence, in characters.
    public static final int SENTENCE_LENGTH_MAX = 200;

    /// The longest instructions, in characters.
    public static final int INSTRUCTIONS_LENGTH_MAX = 8_000;

    /// The most points that say what is accepted.
    public static final int ACCEPTED_MAX = 20;

    /// The longest such point, in characters.
    public static final int ACCEPTED_LENGTH_MAX = 300;

    public TaskText {
        sentence = TypedText.line("the sentence of a task", sentence, SENTENCE_LENGTH_MAX);
        instructions = TypedText.lines("the text of the instructions", instructions, INSTRUCTIONS_LENGTH_MAX);
        accepted = accepted.stream()
                .filter(point -> !point.isBlank())
                .map(point -> TypedText.lines("each point of what is accepted", point, ACCEPTED_LENGTH_MAX))
                .toList();
        if (accepted.size() > ACCEPTED_MAX) {
            throw new IllegalArgumentException("what is accepted has at most %d points, one on each line, this has %d"
                    .formatted(ACCEPTED_MAX, accepted.size()));
        }
    }

    public TaskText(String sentence, String instructions) {
        this(sentence, instructions, List.of());
    }
}
