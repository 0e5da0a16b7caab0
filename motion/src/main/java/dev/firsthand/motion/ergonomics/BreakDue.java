package dev.firsthand.motion.ergonomics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A moment from which on a break is advised. Advice for the person, with limits that are ours: no standard sets them.
///
/// @param sure whether the postures alone say so; otherwise only if what was not seen was at its worst
/// @param timeNanos from the clip's first frame on
public record BreakDue(Reason reason, boolean sure, long timeNanos) {
    /// Recorded without a break.
    public static final int RECORDED_MINUTES = 20;
    /// At REBA 8 or more within half an hour, breaks or not.
    public static final int STRAINED_MINUTES = 10;

    static final int WITHIN_MINUTES = 30;

    /// Why.
    public enum Reason {
        RECORDED_LONG,
        STRAINED_LONG
    }

    /// The first moment for each reason, in the order of time; what is sure is not said again as possible.
    public static List<BreakDue> of(StrainCourse course) {
        var due = new ArrayList<BreakDue>();
        List<StrainCourse.Moment> moments = course.moments();
        if (moments.isEmpty()) {
            return due;
        }
        long longest = moments.getFirst().timeNanos() + nanos(RECORDED_MINUTES);
        if (moments.getLast().timeNanos() >= longest) {
            due.add(new BreakDue(Reason.RECORDED_LONG, true, longest));
        }
        long sure = strainedAt(course, true);
        long possible = strainedAt(course, false);
        if (possible < sure) {
            due.add(new BreakDue(Reason.STRAINED_LONG, false, possible));
        }
        if (sure < Long.MAX_VALUE) {
            due.add(new BreakDue(Reason.STRAINED_LONG, true, sure));
        }
        due.sort((a, b) -> Long.compare(a.timeNanos(), b.timeNanos()));
        return due;
    }

    /// When so much of the last half hour was at a high score; never is the largest number.
    private static long strainedAt(StrainCourse course, boolean sure) {
        Deque<Long> high = new ArrayDeque<>();
        long most = Math.round(STRAINED_MINUTES * 60 / course.stepSeconds());
        for (StrainCourse.Moment moment : course.moments()) {
            int score = sure ? moment.reba().best() : moment.reba().worst();
            if (score >= Strain.HIGH) {
                high.addLast(moment.timeNanos());
            }
            while (!high.isEmpty() && high.getFirst() <= moment.timeNanos() - nanos(WITHIN_MINUTES)) {
                high.removeFirst();
            }
            if (high.size() >= most) {
                return moment.timeNanos();
            }
        }
        return Long.MAX_VALUE;
    }

    private static long nanos(int minutes) {
        return minutes * 60_000_000_000L;
    }
}
