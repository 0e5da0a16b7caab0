package dev.firsthand.motion.soundness;

import dev.firsthand.recording.mocap.Clip;

/// Holds a clip against all checks.
public final class Soundness {
    private Soundness() {}

    public static SoundnessReport check(Clip clip, Thresholds thresholds) {
        return checked(Tracks.of(clip), thresholds).report(thresholds);
    }

    /// The person says that they stand at the end where they stood at the start.
    public static SoundnessReport checkWithReturn(Clip clip, Thresholds thresholds) {
        Tracks tracks = Tracks.of(clip);
        Findings findings = checked(tracks, thresholds);
        ReturnCheck.check(tracks, thresholds, findings);
        return findings.report(thresholds);
    }

    private static Findings checked(Tracks tracks, Thresholds thresholds) {
        var findings = new Findings(tracks);
        GapCheck.check(tracks, thresholds, findings);
        TeleportCheck.check(tracks, thresholds, findings);
        JitterCheck.check(tracks, thresholds, findings);
        FeetCheck.check(tracks, thresholds, findings);
        LimitCheck.check(tracks, thresholds, findings);
        BoneCheck.check(tracks, thresholds, findings);
        SelfContactCheck.check(tracks, thresholds, findings);
        FrozenCheck.check(tracks, thresholds, findings);
        SwapCheck.check(tracks, findings);
        return findings;
    }
}
