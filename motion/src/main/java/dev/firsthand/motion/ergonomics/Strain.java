package dev.firsthand.motion.ergonomics;

import dev.firsthand.recording.mocap.Clip;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How long a motion strained a body, and how much.
///
/// Shares are of the scored time; best and worst are what is sure and what is possible. Runs are the longest time
/// without a pause at a high score of REBA (8 or more).
///
/// @param unscoredSeconds time in which a joint was not measured
public record Strain(
        String rebaVersion,
        String rulaVersion,
        String owasVersion,
        double scoredSeconds,
        double unscoredSeconds,
        Map<Reba.Level, Double> rebaShareBest,
        Map<Reba.Level, Double> rebaShareWorst,
        double highRunSecondsBest,
        double highRunSecondsWorst,
        double rulaMeanBest,
        double rulaMeanWorst,
        double owasMeanBest,
        double owasMeanWorst) {
    private static final double SCORES_PER_SECOND = 10;
    private static final int HIGH = 8;

    /// Empty where the skeleton lacks parts that are measured.
    public static Optional<Strain> of(Clip clip, Unseen unseen) {
        return PostureReader.readable(clip) ? Optional.of(new Counting(clip).count(unseen)) : Optional.empty();
    }

    private static final class Counting {
        private final Clip clip;
        private final int stride;
        private final double step;
        private final Map<Reba.Level, Double> best = shares();
        private final Map<Reba.Level, Double> worst = shares();
        private int scored;
        private int unscored;
        private double rulaBest;
        private double rulaWorst;
        private double owasBest;
        private double owasWorst;
        private int runBest;
        private int runWorst;
        private int longestBest;
        private int longestWorst;

        Counting(Clip clip) {
            this.clip = clip;
            stride = Math.max(1, (int) Math.round(clip.framesPerSecond() / SCORES_PER_SECOND));
            step = stride * clip.frameSeconds();
        }

        Strain count(Unseen unseen) {
            var reader = new PostureReader(clip);
            for (int f = clip.firstFrameOfMotion(); f < clip.frames(); f += stride) {
                Posture posture = reader.at(f);
                if (Double.isNaN(posture.trunkFlexion()
                        + posture.left().flexion()
                        + posture.right().flexion())) {
                    unscored++;
                    continue;
                }
                add(Reba.score(posture, unseen), Rula.score(posture, unseen), Owas.score(posture, unseen));
            }
            best.replaceAll((level, count) -> count / Math.max(1, scored));
            worst.replaceAll((level, count) -> count / Math.max(1, scored));
            return new Strain(
                    Reba.VERSION,
                    Rula.VERSION,
                    Owas.VERSION,
                    scored * step,
                    unscored * step,
                    best,
                    worst,
                    longestBest * step,
                    longestWorst * step,
                    rulaBest / Math.max(1, scored),
                    rulaWorst / Math.max(1, scored),
                    owasBest / Math.max(1, scored),
                    owasWorst / Math.max(1, scored));
        }

        private void add(Interval reba, Interval rula, Interval owas) {
            scored++;
            best.merge(Reba.level(reba.best()), 1.0, Double::sum);
            worst.merge(Reba.level(reba.worst()), 1.0, Double::sum);
            rulaBest += rula.best();
            rulaWorst += rula.worst();
            owasBest += owas.best();
            owasWorst += owas.worst();
            runBest = reba.best() >= HIGH ? runBest + 1 : 0;
            runWorst = reba.worst() >= HIGH ? runWorst + 1 : 0;
            longestBest = Math.max(longestBest, runBest);
            longestWorst = Math.max(longestWorst, runWorst);
        }

        private static Map<Reba.Level, Double> shares() {
            var shares = new EnumMap<Reba.Level, Double>(Reba.Level.class);
            for (Reba.Level level : Reba.Level.values()) {
                shares.put(level, 0.0);
            }
            return shares;
        }
    }
}
