package dev.firsthand.engine.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// All that somebody reads before starting: the words, the pictures, the pay (empty where none is promised), and how
/// long one recording usually is.
public record Offer(TaskText text, List<Picture> pictures, Optional<PayRule> pay, Optional<Duration> expectedLength) {
    /// The most pictures of one version.
    public static final int PICTURES_MAX = 8;

    /// The longest usual length.
    public static final Duration EXPECTED_LENGTH_MAX = Duration.ofHours(4);

    public Offer {
        pictures = List.copyOf(pictures);
        if (pictures.size() > PICTURES_MAX) {
            throw new IllegalArgumentException(
                    "a task has at most %d pictures, this has %d".formatted(PICTURES_MAX, pictures.size()));
        }
        if (expectedLength
                .filter(length -> length.toSeconds() < 1 || length.compareTo(EXPECTED_LENGTH_MAX) > 0)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "a recording usually takes 1 second to %d hours".formatted(EXPECTED_LENGTH_MAX.toHours()));
        }
    }

    /// Words alone.
    public static Offer of(TaskText text) {
        return new Offer(text, List.of(), Optional.empty(), Optional.empty());
    }
}
