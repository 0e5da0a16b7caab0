package dev.firsthand.recording.convert;

import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.JointNames;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The motion of a body on the frames of a video: at each the frame of the motion that is nearest to it, among those
/// of a span in which every joint was measured. Nothing is smoothed or filled in.
public final class BodyFrames {
    /// Where each joint is in the room of the suit.
    public static final String PLACES = "observation.body";

    /// How each joint that turns is turned in its parent.
    public static final String ROTATIONS = "observation.body_rotation";

    private final Clip clip;
    private final int[] whole;
    private final int[] turning;

    private BodyFrames(Clip clip, int[] whole) {
        this.clip = clip;
        this.whole = whole;
        this.turning = ClipSet.turning(clip.skeleton());
    }

    /// Empty where no frame of the span, which is told on the clip's clock, has every joint.
    public static Optional<BodyFrames> of(Clip clip, TimeSpan span) {
        int[] whole = IntStream.range(clip.firstFrameOfMotion(), clip.frames())
                .filter(f -> clip.timeNanos(f) >= span.startNanos() && clip.timeNanos(f) < span.endNanos())
                .filter(f -> isWhole(clip, f))
                .toArray();
        return whole.length == 0 ? Optional.empty() : Optional.of(new BodyFrames(clip, whole));
    }

    private static boolean isWhole(Clip clip, int frame) {
        int numbers = 4 * clip.skeleton().size();
        for (int i = frame * numbers; i < (frame + 1) * numbers; i++) {
            if (!Float.isFinite(clip.rotations()[i])) {
                return false;
            }
        }
        int places = 3 * clip.movers().length;
        return Arrays.stream(clip.translations(), frame * places, (frame + 1) * places)
                .allMatch(Double::isFinite);
    }

    /// Both are equal for clips whose joints have the same names in the same order.
    public List<Feature> features() {
        List<String> names = FrameNames.of(JointNames.of(clip.skeleton()));
        Stream<String> turned = IntStream.of(turning).mapToObj(names::get);
        return List.of(
                new Feature(PLACES, ElementType.FLOAT32, ClipSet.elements(names.stream(), "_x_m", "_y_m", "_z_m")),
                new Feature(ROTATIONS, ElementType.FLOAT32, ClipSet.elements(turned, "_qx", "_qy", "_qz", "_qw")));
    }

    /// Numbers of both features, frame after frame; `held` frames have none that was measured within one interval of
    /// the motion.
    @SuppressWarnings("ArrayRecordComponent") // one row per frame
    public record OnTimes(float[] places, float[] rotations, int held) {}

    /// The times are told on the clip's clock.
    public OnTimes on(long[] timesNanos) {
        int placeWidth = 3 * clip.skeleton().size();
        int turnWidth = 4 * turning.length;
        float[] places = new float[Math.multiplyExact(timesNanos.length, placeWidth)];
        float[] rotations = new float[Math.multiplyExact(timesNanos.length, turnWidth)];
        var pose = new Pose(clip);
        int held = 0;
        for (int k = 0; k < timesNanos.length; k++) {
            int frame = nearest(timesNanos[k]);
            pose.at(frame).places(places, k * placeWidth);
            ClipSet.rotations(clip, frame, turning, rotations, k * turnWidth);
            held += Math.abs(clip.timeNanos(frame) - timesNanos[k]) > clip.timeNanos(1) ? 1 : 0;
        }
        return new OnTimes(places, rotations, held);
    }

    private int nearest(long timeNanos) {
        int low = 0;
        int high = whole.length - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            boolean later = timeNanos - clip.timeNanos(whole[middle]) > clip.timeNanos(whole[middle + 1]) - timeNanos;
            low = later ? middle + 1 : low;
            high = later ? high : middle;
        }
        return whole[low];
    }
}
