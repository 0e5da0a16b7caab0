package dev.firsthand.engine.task;

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
        sentence = sentence.strip();
        instructions = instructions.strip();
        accepted = accepted.stream()
                .map(String::strip)
                .filter(point -> !point.isEmpty())
                .toList();
        if (sentence.isEmpty()
                || sentence.length() > SENTENCE_LENGTH_MAX
                || sentence.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a task's sentence must be one line of 1 to %d characters, this has %d"
                    .formatted(SENTENCE_LENGTH_MAX, sentence.length()));
        }
        if (instructions.length() > INSTRUCTIONS_LENGTH_MAX) {
            throw new IllegalArgumentException("instructions may have %d characters, these have %d"
                    .formatted(INSTRUCTIONS_LENGTH_MAX, instructions.length()));
        }
        if (accepted.size() > ACCEPTED_MAX
                || accepted.stream().anyMatch(point -> point.length() > ACCEPTED_LENGTH_MAX)) {
            throw new IllegalArgumentException(
                    "what is accepted has at most %d points, each of at most %d characters on a line of its own"
                            .formatted(ACCEPTED_MAX, ACCEPTED_LENGTH_MAX));
        }
    }

    public TaskText(String sentence, String instructions) {
        this(sentence, instructions, List.of());
    }
}
