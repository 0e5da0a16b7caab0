package dev.firsthand.bench.wire;

import java.time.Duration;

/// How long a policy may take and how much it may say.
///
/// @param first for the connection, the hello and the first answer: models are loaded and compiled then
/// @param each for every later answer
/// @param episode for all answers of an episode together
public record Limits(Duration first, Duration each, Duration episode, int answerBytesMax) {
    public static final Duration SENDING = Duration.ofSeconds(30);

    public static final Limits USUAL =
            new Limits(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(30), 16 << 20);
}
