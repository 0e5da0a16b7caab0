package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.BodyPart;
import java.util.Arrays;

/// Feet that slide while they stand, and feet below the floor.
///
/// The floor is the lower quarter of the heights of the lower toe in ten seconds: one foot is nearly always on it.
/// A foot stands while its toe is near the floor and hardly moves up or down for a tenth of a second; a foot that
/// swings low and fast does not stand. A foot that slides is a fault only while nothing else stands. Without toes the
/// ankles are used, which also count the roll of a step as sliding.
final class FeetCheck {
    private static final double FLOOR_WINDOW_SECONDS = 10;
    private static final double FLOOR_SHARE = 0.25;
    private static final double NEAR_METRES = 0.03;
    private static final double LEAVES_METRES = 0.06;
    private static final double RISES_MPS = 0.15;
    private static final double STANDS_SECONDS = 0.1;
    private static final double SLIDES_SECONDS = 0.15;
    private static final double SWING_MPS = 0.8;
    private static final double SWING_SECONDS = 0.3;

    private FeetCheck() {}

    static void check(Tracks tracks, Thresholds limits, Findings findings) {
        boolean toes = tracks.has(BodyPart.LEFT_TOE, BodyPart.RIGHT_TOE);
        BodyPart left = toes ? BodyPart.LEFT_TOE : BodyPart.LEFT_FOOT;
        BodyPart right = toes ? BodyPart.RIGHT_TOE : BodyPart.RIGHT_FOOT;
        if (!tracks.has(left, right, BodyPart.LEFT_FOOT, BodyPart.RIGHT_FOOT)) {
            return;
        }
        findings.made(Check.FOOT_SKATE);
        findings.made(Check.FLOOR);
        float[] floor = floor(tracks, left, right);
        var leftFoot = new Foot(left, stands(tracks, left, floor), speed(tracks, left));
        var rightFoot = new Foot(right, stands(tracks, right, floor), speed(tracks, right));
        skate(tracks, limits, findings, leftFoot, rightFoot);
        skate(tracks, limits, findings, rightFoot, leftFoot);
        sink(tracks, limits, findings, left, floor);
        sink(tracks, limits, findings, right, floor);
    }

    @SuppressWarnings("ArrayRecordComponent") // one value per frame
    private record Foot(BodyPart part, boolean[] stands, float[] speedMps) {}

    static float[] floor(Tracks tracks, BodyPart left, BodyPart right) {
        float[] l = tracks.smooth(left, 2);
        float[] r = tracks.smooth(right, 2);
        float[] lower = new float[l.length];
        for (int f = 0; f < lower.length; f++) {
            lower[f] = Math.min(l[f], r[f]);
        }
        int window = Math.max(1, (int) (FLOOR_WINDOW_SECONDS * tracks.framesPerSecond()));
        float[] floor = new float[lower.length];
        for (int start = 0; start < lower.length; start += window) {
            int end = Math.min(lower.length, start + window);
            // a short rest is measured together with what comes before
            float[] sorted = Arrays.copyOfRange(lower, Math.max(0, end - window), end);
            Arrays.sort(sorted);
            Arrays.fill(floor, start, end, sorted[(int) (FLOOR_SHARE * (sorted.length - 1))]);
        }
        return floor;
    }

    static boolean[] stands(Tracks tracks, BodyPart foot, float[] floor) {
        float[] z = tracks.smooth(foot, 2);
        double rate = tracks.framesPerSecond();
        boolean[] stands = new boolean[z.length];
        boolean down = false;
        for (int f = 1; f < z.length; f++) {
            double height = z[f] - floor[f];
            double rises = Math.abs(z[f] - z[f - 1]) * rate;
            down = height < (down ? LEAVES_METRES : NEAR_METRES) && rises < RISES_MPS;
            stands[f] = down;
        }
        int least = (int) Math.ceil(STANDS_SECONDS * rate);
        boolean[] seen = stands.clone();
        Findings.runs(seen.length, 0, f -> seen[f], (start, end) -> {
            if (end - start < least) {
                Arrays.fill(stands, start, end, false);
            }
        });
        return stands;
    }

    private static float[] speed(Tracks tracks, BodyPart foot) {
        float[] x = tracks.smooth(foot, 0);
        float[] y = tracks.smooth(foot, 1);
        float[] speed = new float[x.length];
        for (int f = 1; f < x.length; f++) {
            speed[f] = (float) (Math.hypot(x[f] - x[f - 1], y[f] - y[f - 1]) * tracks.framesPerSecond());
        }
        return speed;
    }

    private static void skate(Tracks tracks, Thresholds limits, Findings findings, Foot foot, Foot other) {
        double rate = tracks.framesPerSecond();
        // the roll onto and off the foot is no sliding
        int margin = (int) (STANDS_SECONDS / 2 * rate);
        Findings.runs(foot.stands().length, 0, f -> foot.stands()[f], (start, end) -> {
            if (mean(foot.speedMps(), start, end) > SWING_MPS && end - start < SWING_SECONDS * rate) {
                return;
            }
            int length = end - start - 2 * margin;
            int from = start + margin;
            Findings.runs(length, 1, f -> foot.speedMps()[from + f] > limits.skateWarnMps(), (first, last) -> {
                if (last - first >= SLIDES_SECONDS * rate
                        && !standsStill(other, from + first, from + last, limits.skateWarnMps())) {
                    tell(tracks, limits, findings, foot.part(), from + first, from + last);
                }
            });
        });
    }

    /// Who stands on one foot can drag the other over the floor: people do, in every small step.
    private static boolean standsStill(Foot foot, int start, int end, double mostMps) {
        int still = 0;
        for (int f = start; f < end; f++) {
            still += foot.stands()[f] && foot.speedMps()[f] <= mostMps ? 1 : 0;
        }
        return 2 * still >= end - start;
    }

    /// Measured as how far the foot gets, at the end of it that gets less far: one that is thrown to and fro shakes,
    /// which [JitterCheck] tells, and one that turns on heel or ball stands there.
    private static void tell(Tracks tracks, Thresholds limits, Findings findings, BodyPart foot, int start, int end) {
        double way = Math.min(way(tracks, foot, start, end), way(tracks, ankle(foot), start, end));
        double mps = way / (end - start) * tracks.framesPerSecond();
        if (mps > limits.skateWarnMps()) {
            Level level = mps > limits.skateFailMps() ? Level.FAIL : Level.WARN;
            findings.add(Check.FOOT_SKATE, level, tracks.name(foot), start, end, mps, limits.skateWarnMps(), "m/s");
        }
    }

    private static BodyPart ankle(BodyPart foot) {
        return foot == BodyPart.LEFT_TOE || foot == BodyPart.LEFT_FOOT ? BodyPart.LEFT_FOOT : BodyPart.RIGHT_FOOT;
    }

    private static double way(Tracks tracks, BodyPart part, int start, int end) {
        float[] x = tracks.smooth(part, 0);
        float[] y = tracks.smooth(part, 1);
        return Math.hypot(x[end - 1] - x[start - 1], y[end - 1] - y[start - 1]);
    }

    private static double mean(float[] values, int start, int end) {
        double sum = 0;
        for (int f = start; f < end; f++) {
            sum += values[f];
        }
        return sum / (end - start);
    }

    private static void sink(Tracks tracks, Thresholds limits, Findings findings, BodyPart foot, float[] floor) {
        float[] z = tracks.smooth(foot, 2);
        Findings.runs(z.length, 2, f -> floor[f] - z[f] > limits.floorWarnMetres(), (start, end) -> {
            double depth = 0;
            for (int f = start; f < end; f++) {
                depth = Math.max(depth, floor[f] - z[f]);
            }
            Level level = depth > limits.floorFailMetres() ? Level.FAIL : Level.WARN;
            findings.add(Check.FLOOR, level, tracks.name(foot), start, end, depth, limits.floorWarnMetres(), "m");
        });
    }
}
