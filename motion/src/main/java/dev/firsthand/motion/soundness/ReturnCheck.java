package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.streams.space.Vector3;

/// How far a person has drifted who stands on the same mark at the start and at the end.
final class ReturnCheck {
    private ReturnCheck() {}

    static void check(Tracks tracks, Thresholds limits, Findings findings) {
        if (!tracks.has(BodyPart.HIPS, BodyPart.LEFT_THIGH, BodyPart.RIGHT_THIGH)) {
            return;
        }
        findings.made(Check.RETURN_TO_MARK);
        int last = tracks.frames() - 1;
        Vector3 away = tracks.at(BodyPart.HIPS, last).minus(tracks.at(BodyPart.HIPS, 0));
        tell(
                tracks,
                findings,
                Math.hypot(away.x(), away.y()),
                limits.returnWarnMetres(),
                limits.returnFailMetres(),
                "m");
        double degrees = Math.toDegrees(leftward(tracks, 0).angleTo(leftward(tracks, last)));
        tell(tracks, findings, degrees, limits.returnWarnDegrees(), limits.returnFailDegrees(), "degrees");
    }

    private static Vector3 leftward(Tracks tracks, int frame) {
        return tracks.at(BodyPart.LEFT_THIGH, frame)
                .minus(tracks.at(BodyPart.RIGHT_THIGH, frame))
                .across(new Vector3(0, 0, 1));
    }

    private static void tell(Tracks tracks, Findings findings, double measured, double warn, double fail, String unit) {
        if (measured > warn) {
            findings.add(
                    Check.RETURN_TO_MARK,
                    measured > fail ? Level.FAIL : Level.WARN,
                    tracks.name(BodyPart.HIPS),
                    0,
                    tracks.frames(),
                    measured,
                    warn,
                    unit);
        }
    }
}
