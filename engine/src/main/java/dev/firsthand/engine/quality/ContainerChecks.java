package dev.firsthand.engine.quality;

import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.episode.Recording;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.video.VideoFacts;
import dev.firsthand.recording.video.VideoNote;
import dev.firsthand.streams.time.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be told from the container alone, without looking at a picture: times, rate, size, sound, side-cars.
///
/// The limits are this version's; a changed limit is a new [#VERSION].
public final class ContainerChecks {
    public static final int VERSION = 6;

    /// Robots are trained at 30 frames a second; fewer than 24 miss what fast hands do.
    private static final double RATE_MIN_HZ = 24;
    /// 24000/1001, the rate of films, is meant by 24 as well.
    private static final double RATE_TOLERANCE_HZ = 0.05;
    private static final double LENGTH_MIN_SECONDS = 2;
    private static final double SHORT_SIDE_MIN_PIXELS = 480;
    /// A player can only jump to keyframes: more than this apart is tiresome to review.
    private static final double KEYFRAME_INTERVAL_MAX_SECONDS = 10;
    /// Gaps beyond these are counted, not listed.
    private static final int GAPS_LISTED_MAX = 20;

    /// The probe's own word for what is measured here as `rate-variable`.
    private static final String MEASURED_HERE = "video-variable-rate";

    private static final long HALF_MILLISECOND_NANOS = 500_000;

    private static final String CUT_SHORT = "video-cut-short";

    private static final double NANOS = 1e9;

    private final List<Finding> findings = new ArrayList<>();

    private ContainerChecks() {}

    /// The findings of one recording, in the order of the checks.
    static List<Finding> of(FilmedRecording recording, FrameTimes times) {
        ContainerChecks checks = new ContainerChecks();
        checks.picture(recording.facts());
        checks.times(recording, times);
        checks.sound(recording.facts());
        checks.sidecars(recording);
        return List.copyOf(checks.findings);
    }

    private void picture(VideoFacts facts) {
        double shortSide = Math.min(facts.width(), facts.height());
        if (shortSide < SHORT_SIDE_MIN_PIXELS) {
            add(
                    Level.WARN,
                    "picture-small",
                    shortSide,
                    SHORT_SIDE_MIN_PIXELS,
                    "px",
                    "Record with at least 480 lines; 1080 is best.");
        }
        if (facts.hdr()) {
            add(
                    Level.NOTE,
                    "picture-hdr",
                    facts.bitDepth(),
                    8,
                    "bit",
                    "High dynamic range is turned into ordinary pictures. Nothing to do.");
        }
    }

    private void times(FilmedRecording recording, FrameTimes times) {
        length(recording).ifPresent(findings::add);
        if (times.size() > 1) {
            rate(times.medianStepNanos());
            gaps(
                    times.gaps((long) (FrameIntervals.GAP_TIMES_MEDIAN * times.medianStepNanos())),
                    times.medianStepNanos());
            steadiness(times);
        }
        double keyframes = times.keyframeIntervalNanos() / NANOS;
        if (keyframes > KEYFRAME_INTERVAL_MAX_SECONDS) {
            add(
                    Level.NOTE,
                    "keyframes-far-apart",
                    keyframes,
                    KEYFRAME_INTERVAL_MAX_SECONDS,
                    "s",
                    "Jumping in this video is slow. Nothing to do.");
        }
    }

    /// The same rule for whatever shows a task.
    static Optional<Finding> length(Recording recording) {
        double seconds = recording.span().length().toNanos() / NANOS;
        return seconds < LENGTH_MIN_SECONDS
                ? Optional.of(new Finding(
                        Level.FAIL,
                        "recording-short",
                        Optional.empty(),
                        seconds,
                        LENGTH_MIN_SECONDS,
                        "s",
                        "The recording ends almost at once. Record the whole task."))
                : Optional.empty();
    }

    /// Containers that count milliseconds (WebM) round 41.7 ms up to 42 as often as down to 41.
    private void rate(long medianNanos) {
        double rate = NANOS / Math.max(medianNanos, 1);
        double atMost = NANOS / Math.max(medianNanos - HALF_MILLISECOND_NANOS, 1);
        if (atMost < RATE_MIN_HZ - RATE_TOLERANCE_HZ) {
            add(
                    Level.WARN,
                    "rate-low",
                    rate,
                    RATE_MIN_HZ,
                    "Hz",
                    "Set the camera to 30 frames a second and record in better light.");
        }
    }

    private void gaps(List<TimeSpan> gaps, long medianNanos) {
        double limitSeconds = FrameIntervals.GAP_TIMES_MEDIAN * medianNanos / NANOS;
        for (TimeSpan gap : gaps.subList(0, Math.min(gaps.size(), GAPS_LISTED_MAX))) {
            findings.add(new Finding(
                    Level.WARN,
                    "frames-missing",
                    Optional.of(gap),
                    gap.length().toNanos() / NANOS,
                    limitSeconds,
                    "s",
                    "The phone skipped pictures here. Close other apps while you record."));
        }
        if (gaps.size() > GAPS_LISTED_MAX) {
            add(
                    Level.FAIL,
                    "frames-missing-often",
                    gaps.size(),
                    GAPS_LISTED_MAX,
                    "gaps",
                    "The phone skipped pictures again and again. Free its memory, let it cool, and record again.");
        }
    }

    /// Times that go backwards or come twice do not get here: intake refuses such a file.
    private void steadiness(FrameTimes times) {
        if (times.variableRate()) {
            add(
                    Level.NOTE,
                    "rate-variable",
                    times.meanRate(),
                    NANOS / Math.max(times.medianStepNanos(), 1),
                    "Hz",
                    "The time between pictures varies. Every picture keeps its own time. Nothing to do.");
        }
    }

    private void sound(VideoFacts facts) {
        if (facts.audioPresent()) {
            add(Level.NOTE, "sound-removed", 1, 0, "tracks", "The sound is removed and nobody hears it.");
        }
    }

    private void sidecars(FilmedRecording recording) {
        if (recording.streams().isEmpty()) {
            add(
                    Level.NOTE,
                    "sensors-none",
                    0,
                    1,
                    "streams",
                    "There are no motion sensor data. If your app can save them, send them along next time.");
        }
        for (VideoNote note : recording.facts().notes()) {
            if (!note.code().equals(MEASURED_HERE)) {
                Level level = note.code().equals(CUT_SHORT) ? Level.WARN : Level.NOTE;
                add(level, note.code(), recording.facts().durationNanos() / NANOS, 0, "s", note.message());
            }
        }
        recording.notes().forEach(note -> findings.add(Finding.of(note)));
    }

    private void add(Level level, String code, double measured, double limit, String unit, String advice) {
        findings.add(new Finding(level, code, Optional.empty(), measured, limit, unit, advice));
    }
}
