package dev.firsthand.motion.soundness;

import dev.firsthand.motion.soundness.Finding.Level;
import dev.firsthand.streams.time.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// Collects what the checks find. A check that found nothing has passed once it was made.
final class Findings {
    static final int LISTED_MAX = 2_000;

    private final Tracks tracks;
    private final List<Finding> listed = new ArrayList<>();
    private final SortedMap<Check, Verdict> verdicts = new TreeMap<>();
    private int leftOut;

    Findings(Tracks tracks) {
        this.tracks = tracks;
        for (Check check : Check.values()) {
            verdicts.put(check, Verdict.NOT_MADE);
        }
    }

    void made(Check check) {
        verdicts.merge(check, Verdict.PASS, (before, now) -> before == Verdict.NOT_MADE ? now : before);
    }

    /// Frames count from the first frame of motion; `end` is the first frame after it.
    void add(Check check, Level level, String joint, int start, int end, double measured, double limit, String unit) {
        made(check);
        Verdict verdict = level == Level.FAIL ? Verdict.FAIL : Verdict.WARN;
        verdicts.merge(check, verdict, (before, now) -> before == Verdict.FAIL ? before : now);
        if (listed.size() >= LISTED_MAX) {
            leftOut++;
            return;
        }
        int from = tracks.clip().firstFrameOfMotion();
        var span = new TimeSpan(
                tracks.clip().timeNanos(from + start), tracks.clip().timeNanos(from + Math.max(end, start + 1)));
        listed.add(new Finding(check, level, joint, span, measured, limit, unit));
    }

    /// Calls back for each run of frames for which something holds; runs that lie closer than `bridge` are one.
    static void runs(int frames, int bridge, IntPredicate holds, Run run) {
        int start = -1;
        int last = -1;
        for (int f = 0; f < frames; f++) {
            if (!holds.test(f)) {
                continue;
            }
            if (start >= 0 && f - last > bridge + 1) {
                run.found(start, last + 1);
                start = f;
            }
            start = start < 0 ? f : start;
            last = f;
        }
        if (start >= 0) {
            run.found(start, last + 1);
        }
    }

    /// A run of frames; `end` is the first after it.
    interface Run {
        void found(int start, int end);
    }

    SoundnessReport report(Thresholds thresholds) {
        return new SoundnessReport(thresholds.version(), verdicts, listed, leftOut);
    }
}
