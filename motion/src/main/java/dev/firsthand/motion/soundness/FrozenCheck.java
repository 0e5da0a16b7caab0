package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import java.util.EnumMap;
import java.util.Map;

/// A joint that stops turning while the body goes on, though it turned at other times. Joints that never turn were
/// not captured, which is no fault.
final class FrozenCheck {
    private static final double STILL_RADIANS_PER_SECOND = Math.toRadians(0.05);
    private static final double BODY_MOVES_RADIANS_PER_SECOND = Math.toRadians(5);
    private static final double CAPTURED_SHARE = 0.2;
    private static final double BODY_MOVES_SHARE = 0.8;

    private FrozenCheck() {}

    static void check(Tracks tracks, Thresholds limits, Findings findings) {
        int least = (int) Math.ceil(limits.frozenSeconds() * tracks.framesPerSecond());
        if (tracks.frames() <= least || !tracks.parts().iterator().hasNext()) {
            return; // too short or too little known to tell
        }
        findings.made(Check.FROZEN_SENSOR);
        Map<BodyPart, float[]> turns = new EnumMap<>(BodyPart.class);
        float[] all = new float[tracks.frames()];
        for (BodyPart part : tracks.parts()) {
            int joint = tracks.body().at(part);
            if (!tracks.clip().skeleton().joints().get(joint).end()) {
                float[] rate = turning(tracks, joint);
                turns.put(part, rate);
                for (int f = 0; f < all.length; f++) {
                    all[f] += rate[f];
                }
            }
        }
        int captured =
                (int) turns.values().stream().filter(FrozenCheck::captured).count();
        turns.forEach((part, rate) -> {
            if (captured(rate)) {
                Findings.runs(rate.length, 0, f -> rate[f] < STILL_RADIANS_PER_SECOND, (start, end) -> {
                    if (end - start >= least && moves(all, start, end, captured)) {
                        findings.add(
                                Check.FROZEN_SENSOR,
                                Level.FAIL,
                                tracks.name(part),
                                start,
                                end,
                                (end - start) / tracks.framesPerSecond(),
                                limits.frozenSeconds(),
                                "s");
                    }
                });
            }
        });
    }

    private static boolean captured(float[] rate) {
        int moving = 0;
        for (float one : rate) {
            moving += one > STILL_RADIANS_PER_SECOND ? 1 : 0;
        }
        return moving > CAPTURED_SHARE * rate.length;
    }

    /// Whether the body turned on most of the time.
    private static boolean moves(float[] all, int start, int end, int captured) {
        int moving = 0;
        for (int f = start; f < end; f++) {
            moving += all[f] > BODY_MOVES_RADIANS_PER_SECOND * captured ? 1 : 0;
        }
        return moving > BODY_MOVES_SHARE * (end - start);
    }

    /// Radians per second between each frame and the one before.
    private static float[] turning(Tracks tracks, int joint) {
        Clip clip = tracks.clip();
        int width = 4 * clip.skeleton().size();
        float[] q = clip.rotations();
        float[] rate = new float[tracks.frames()];
        for (int f = 1; f < rate.length; f++) {
            int at = (clip.firstFrameOfMotion() + f) * width + 4 * joint;
            double squared = 0;
            for (int k = 0; k < 4; k++) {
                double difference = (double) q[at + k] - q[at + k - width];
                squared += difference * difference;
            }
            // the chord between neighbours is half the angle; a joint that was not measured has not stopped
            rate[f] = Double.isNaN(squared)
                    ? Float.MAX_VALUE / 1e6f
                    : (float) (2 * Math.sqrt(squared) / clip.frameSeconds());
        }
        rate[0] = rate.length > 1 ? rate[1] : 0;
        return rate;
    }
}
