package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.List;

/// Limbs inside each other: capsules around bones, thinner than people are, so that touching is no finding. Forearms
/// lie on the belly, and in clean clips of CMU up to 5.4 cm inside a trunk of 9 cm: it is thinner here. Hands rest on
/// their own thigh, where the joints of a fitted skeleton come within half a centimetre of each other: such a pair
/// tells nothing and is not looked at.
final class SelfContactCheck {
    private static final double LOOKS_PER_SECOND = 15;

    private record Capsule(BodyPart from, BodyPart to, double radiusMetres) {}

    private static final Capsule TRUNK = new Capsule(BodyPart.HIPS, BodyPart.CHEST, 0.05);
    private static final Capsule LEFT_ARM = new Capsule(BodyPart.LEFT_FOREARM, BodyPart.LEFT_HAND, 0.035);
    private static final Capsule RIGHT_ARM = new Capsule(BodyPart.RIGHT_FOREARM, BodyPart.RIGHT_HAND, 0.035);
    private static final Capsule LEFT_THIGH = new Capsule(BodyPart.LEFT_THIGH, BodyPart.LEFT_SHIN, 0.06);
    private static final Capsule RIGHT_THIGH = new Capsule(BodyPart.RIGHT_THIGH, BodyPart.RIGHT_SHIN, 0.06);
    private static final Capsule LEFT_SHIN = new Capsule(BodyPart.LEFT_SHIN, BodyPart.LEFT_FOOT, 0.04);
    private static final Capsule RIGHT_SHIN = new Capsule(BodyPart.RIGHT_SHIN, BodyPart.RIGHT_FOOT, 0.04);
    private static final List<List<Capsule>> PAIRS = List.of(
            List.of(LEFT_ARM, RIGHT_ARM),
            List.of(LEFT_ARM, TRUNK),
            List.of(RIGHT_ARM, TRUNK),
            List.of(LEFT_ARM, RIGHT_THIGH),
            List.of(RIGHT_ARM, LEFT_THIGH),
            List.of(LEFT_SHIN, RIGHT_SHIN),
            List.of(LEFT_SHIN, RIGHT_THIGH),
            List.of(RIGHT_SHIN, LEFT_THIGH));

    private SelfContactCheck() {}

    static void check(Tracks tracks, Thresholds limits, Findings findings) {
        if (!tracks.body().whole() || !tracks.has(BodyPart.CHEST)) {
            return;
        }
        findings.made(Check.SELF_CONTACT);
        int stride = Math.max(1, (int) (tracks.framesPerSecond() / LOOKS_PER_SECOND));
        int looks = (tracks.frames() - 1) / stride + 1;
        for (List<Capsule> pair : PAIRS) {
            Capsule one = pair.getFirst();
            Capsule other = pair.getLast();
            double[] depths = new double[looks];
            var deep = new ArrayList<Integer>();
            for (int look = 0; look < looks; look++) {
                depths[look] = depth(tracks, one, other, look * stride);
                if (depths[look] > limits.contactMetres()) {
                    deep.add(look);
                }
            }
            Level level = deep.size() > limits.contactWarnShare() * looks ? Level.FAIL : Level.WARN;
            Findings.runs(looks, 1, look -> depths[look] > limits.contactMetres(), (start, end) -> {
                double most = 0;
                for (int look = start; look < end; look++) {
                    most = Math.max(most, depths[look]);
                }
                String joints = tracks.name(one.from()) + " in " + tracks.name(other.from());
                findings.add(
                        Check.SELF_CONTACT,
                        level,
                        joints,
                        start * stride,
                        Math.min(end * stride, tracks.frames()),
                        most,
                        limits.contactMetres(),
                        "m");
            });
        }
    }

    private static double depth(Tracks tracks, Capsule one, Capsule other, int frame) {
        double distance = distance(
                tracks.at(one.from(), frame),
                tracks.at(one.to(), frame),
                tracks.at(other.from(), frame),
                tracks.at(other.to(), frame));
        return one.radiusMetres() + other.radiusMetres() - distance;
    }

    /// Between two stretches of lines (Ericson, Real-Time Collision Detection, 5.1.9).
    static double distance(Vector3 p1, Vector3 q1, Vector3 p2, Vector3 q2) {
        Vector3 d1 = q1.minus(p1);
        Vector3 d2 = q2.minus(p2);
        Vector3 r = p1.minus(p2);
        double a = d1.dot(d1);
        double e = d2.dot(d2);
        double f = d2.dot(r);
        double c = d1.dot(r);
        double b = d1.dot(d2);
        double denominator = a * e - b * b;
        double s = denominator > 1e-12 ? Math.clamp((b * f - c * e) / denominator, 0, 1) : 0;
        double t = e > 1e-12 ? (b * s + f) / e : 0;
        if (t < 0) {
            t = 0;
            s = a > 1e-12 ? Math.clamp(-c / a, 0, 1) : 0;
        } else if (t > 1) {
            t = 1;
            s = a > 1e-12 ? Math.clamp((b - c) / a, 0, 1) : 0;
        }
        return p1.plus(d1.times(s)).minus(p2.plus(d2.times(t))).length();
    }
}
