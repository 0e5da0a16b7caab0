package dev.firsthand.engine.quality;

import java.util.List;
import java.util.Map;

/// What findings mean for somebody who uses the recording, in one line each. [Finding#advice] is for the contributor.
public final class FindingMeanings {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("picture-small", "The recording has fewer than 480 lines."),
            Map.entry("picture-hdr", "Recorded in high dynamic range, turned into ordinary pictures."),
            Map.entry("recording-short", "The recording is shorter than 2 s."),
            Map.entry("rate-low", "Recorded at fewer than 24 pictures a second: fast hands blur or jump."),
            Map.entry("rate-variable", "The time between pictures varies; every picture keeps its own time."),
            Map.entry("frames-missing", "The camera skipped pictures somewhere in the recording."),
            Map.entry("frames-missing-often", "The camera skipped pictures more than 20 times."),
            Map.entry(
                    "keyframes-far-apart", "Keyframes of the recording were more than 10 s apart; those here are not."),
            Map.entry("sound-removed", "The recording had sound. It is removed."),
            Map.entry("sensors-none", "There is no motion sensor data, or none that could be read."),
            Map.entry("video-cut-short", "The file was cut short; what was there is used."),
            Map.entry("video-length-unsaid", "The file did not say how long it is; its pictures were counted."),
            Map.entry(
                    "imu-acceleration-implausible", "At rest the accelerometer is far from 9.81 m/s^2: do not use it."),
            Map.entry(
                    "imu-rate-implausible", "The gyroscope is faster than a head turns, likely deg/s: do not use it."),
            Map.entry("imu-rate-still", "The gyroscope never moves."),
            Map.entry("stream-gap", "A sensor has a hole of more than three intervals and 30 ms."),
            Map.entry("stream-duplicate-times", "Samples of a sensor share a time; both are kept."),
            Map.entry("stream-times-backwards", "Up to 10 samples went back in time and were left out."),
            Map.entry("stream-values-missing", "Samples without numbers were left out."),
            Map.entry("stream-cut-off", "The last sample of a sensor file was cut off and left out."),
            Map.entry("stream-rate-low", "A sensor gives fewer than 90 samples a second."),
            Map.entry("stream-rate", "A sensor's rate was measured."),
            Map.entry("stream-jitter-high", "A sensor's intervals differ by more than half."),
            Map.entry("stream-jitter", "A sensor's evenness was measured."),
            Map.entry("motion-aligned", "The suit's clock was told from how head and phone turned."),
            Map.entry("motion-not-aligned", "How the suit's clock and the video's stand is not known."),
            Map.entry("motion-alone", "There is no video: what is shown is a drawing of how the body moved."),
            Map.entry("motion-gaps", "Joints of the suit were not measured for a while."),
            Map.entry("motion-teleports", "A part of the body is suddenly elsewhere in the suit's data."),
            Map.entry("motion-jitter", "The suit's data shake faster than people shake."),
            Map.entry("motion-foot-skate", "Feet slide while they stand; a hint, no proof."),
            Map.entry("motion-floor", "Feet are below the floor in the suit's data."),
            Map.entry("motion-joint-limits", "Knees, elbows or the neck bend as no body does."),
            Map.entry("motion-bone-drift", "Bones grow and shrink in the suit's data."),
            Map.entry("motion-self-contact", "Limbs are inside each other in the suit's data."),
            Map.entry("motion-frozen-sensor", "A sensor of the suit stopped while the body moved on."),
            Map.entry(
                    "motion-return-to-mark", "The suit's data drift: back on the mark, the body is elsewhere in them."),
            Map.entry("motion-swapped-sides", "Left and right are exchanged in the suit's data."),
            Map.entry(
                    "gcsv-orientation-missing",
                    "The sensor log does not say how its axes lie; they are kept as they are."),
            Map.entry("gcsv-orientation-mirrors", "The sensor log's orientation would turn left into right."),
            Map.entry("gcsv-scale-missing", "The sensor log does not say its units; the usual ones are taken."));

    /// How the codes of refused sensor files begin. Such a refusal is a finding: the video stands without the file.
    private static final List<String> REFUSED_FILES = List.of("sidecar-", "gcsv-", "zip-", "stray-");

    private static final List<String> REFUSED_MOTION = List.of("motion-", "bvh-", "glb-", "c3d-", "trc-", "fbx-");

    private FindingMeanings() {}

    /// Whether the code has a meaning of its own.
    static boolean known(String code) {
        return MEANINGS.containsKey(code);
    }

    public static String of(String code) {
        String otherwise = REFUSED_FILES.stream().anyMatch(code::startsWith)
                ? "A sensor file could not be read; the video stands without it."
                : REFUSED_MOTION.stream().anyMatch(code::startsWith)
                        ? "A motion file could not be read; the video stands without it."
                        : "Not explained in this version; ask the operator.";
        return MEANINGS.getOrDefault(code, otherwise);
    }
}
