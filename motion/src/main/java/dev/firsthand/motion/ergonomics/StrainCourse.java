package dev.firsthand.motion.ergonomics;

import dev.firsthand.recording.mocap.Clip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a body was strained from moment to moment, ten times a second, without smoothing.
///
/// @param stepSeconds from one look to the next
/// @param moments those that could be scored, in the order of time
/// @param unscored how many looks found a joint that was not measured
public record StrainCourse(double stepSeconds, List<Moment> moments, int unscored) {
    private static final double SCORES_PER_SECOND = 10;

    /// The scores of one look.
    ///
    /// @param timeNanos from the clip's first frame on
    public record Moment(long timeNanos, Interval reba, Interval rula, Interval owas) {}

    public StrainCourse {
        moments = List.copyOf(moments);
    }

    /// Empty where the skeleton lacks parts that are measured.
    public static Optional<StrainCourse> of(Clip clip, Unseen unseen) {
        return PostureReader.readable(clip) ? Optional.of(scored(clip, unseen)) : Optional.empty();
    }

    private static StrainCourse scored(Clip clip, Unseen unseen) {
        int stride = Math.max(1, (int) Math.round(clip.framesPerSecond() / SCORES_PER_SECOND));
        var reader = new PostureReader(clip);
        var moments = new ArrayList<Moment>();
        int unscored = 0;
        for (int f = clip.firstFrameOfMotion(); f < clip.frames(); f += stride) {
            Posture posture = reader.at(f);
            if (Double.isNaN(posture.trunkFlexion()
                    + posture.left().flexion()
                    + posture.right().flexion())) {
                unscored++;
                continue;
            }
            moments.add(new Moment(
                    clip.timeNanos(f),
                    Reba.score(posture, unseen),
                    Rula.score(posture, unseen),
                    Owas.score(posture, unseen)));
        }
        return new StrainCourse(stride * clip.frameSeconds(), moments, unscored);
    }
}
