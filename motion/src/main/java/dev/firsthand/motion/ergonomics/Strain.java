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
    static final int HIGH = 8;

    /// Empty where the skeleton lacks parts that are measured.
    public static Optional<Strain> of(Clip clip, Unseen unseen) {
        return StrainCourse.of(clip, unseen).map(Strain::of);
    }

    /// What a course came to.
    public static Strain of(StrainCourse course) {
        return new Counting(course).count();
    }

    private static final class Counting {
        private final StrainCourse course;
        private final Map<Reba.Level, Double> best = shares();
        private final Map<Reba.Level, Double> worst = shares();
        private double rulaBest;
        private double rulaWorst;
        private double owasBest;
        private double owasWorst;
        private int runBest;
        private int runWorst;
        private int longestBest;
        private int longestWorst;

        Counting(StrainCourse course) {
            this.course = course;
        }

        Strain count() {
            course.moments().forEach(this::add);
            int scored = Math.max(1, course.moments().size());
            double step = course.stepSeconds();
            best.replaceAll((level, count) -> count / scored);
            worst.replaceAll((level, count) -> count / scored);
            return new Strain(
                    Reba.VERSION,
                    Rula.VERSION,
                    Owas.VERSION,
                    course.moments().size() * step,
                    course.unscored() * step,
                    best,
                    worst,
                    longestBest * step,
                    longestWorst * step,
                    rulaBest / scored,
                    rulaWorst / scored,
                    owasBest / scored,
                    owasWorst / scored);
        }

        private void add(StrainCourse.Moment moment) {
            Interval reba = moment.reba();
            best.merge(Reba.level(reba.best()), 1.0, Double::sum);
            worst.merge(Reba.level(reba.worst()), 1.0, Double::sum);
            rulaBest += moment.rula().best();
            rulaWorst += moment.rula().worst();
            owasBest += moment.owas().best();
            owasWorst += moment.owas().worst();
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
