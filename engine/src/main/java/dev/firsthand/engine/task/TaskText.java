package dev.firsthand.engine.task;

/// The words of a task: `sentence` goes into data sets as the LeRobot task, `instructions` are for the contributor.
public record TaskText(String sentence, String instructions) {
    /// The longest sentence, in characters.
    public static final int SENTENCE_LENGTH_MAX = 200;

    /// The longest instructions, in characters.
    public static final int INSTRUCTIONS_LENGTH_MAX = 8_000;

    public TaskText {
        sentence = sentence.strip();
        instructions = instructions.strip();
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
    }
}
