package dev.firsthand.engine.strain;

import dev.firsthand.motion.ergonomics.Reba;
import dev.firsthand.motion.ergonomics.Strain;
import dev.firsthand.motion.ergonomics.Unseen;
import dev.firsthand.recording.mocap.Clip;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a suit says of its wearer: how long the posture was one that REBA calls high or very high, from what is
/// sure to what is possible, and the longest such time without a pause.
///
/// @param version of the score
public record BodyStrain(
        String version,
        Duration scored,
        Duration highSure,
        Duration highPossible,
        Duration longestSure,
        Duration longestPossible) {
    /// Empty where the body lacks parts that are scored, or nothing of it was measured.
    static Optional<BodyStrain> of(Clip clip) {
        return Strain.of(clip, Unseen.NOTHING_DECLARED)
                .filter(strain -> strain.scoredSeconds() > 0)
                .map(strain -> new BodyStrain(
                        strain.rebaVersion(),
                        seconds(strain.scoredSeconds()),
                        seconds(strain.scoredSeconds() * high(strain.rebaShareBest())),
                        seconds(strain.scoredSeconds() * high(strain.rebaShareWorst())),
                        seconds(strain.highRunSecondsBest()),
                        seconds(strain.highRunSecondsWorst())));
    }

    private static double high(Map<Reba.Level, Double> shares) {
        return shares.getOrDefault(Reba.Level.HIGH, 0.0) + shares.getOrDefault(Reba.Level.VERY_HIGH, 0.0);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofSeconds(Math.round(seconds));
    }
}
