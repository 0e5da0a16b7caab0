package dev.firsthand.recording.live;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How a stream goes: what came, how evenly, what is missing by the sender's clock, and what was of no use. All times
/// in nanoseconds.
public final class Course {
    /// Moments further apart than this, by when they came, have a gap between them.
    public static final long GAP_NANOS = 200_000_000;

    /// Longer than this and nobody knows how many moments are missing: the sender paused, or began anew.
    static final long PAUSE_NANOS = 10_000_000_000L;

    private static final int STEPS = 63;

    private final long[] steps = new long[STEPS];
    private int stepsSeen;
    private long datagrams;
    private long moments;
    private long lost;
    private long gaps;
    private long longestNanos;
    private long restarts;
    private long dropped;
    private long disbelieved;
    private int joints;
    private long firstArrivedNanos;
    private long lastArrivedNanos;
    private long lastSentNanos;
    private final Map<BadDatagram, Long> bad = new EnumMap<>(BadDatagram.class);

    void datagram() {
        datagrams++;
    }

    void bad(BadDatagram why) {
        bad.merge(why, 1L, Long::sum);
    }

    void moment(Told told) {
        if (moments > 0) {
            sent(told.sentNanos() - lastSentNanos);
            long wait = told.arrivedNanos() - lastArrivedNanos;
            longestNanos = Math.max(longestNanos, wait);
            gaps += wait > GAP_NANOS ? 1 : 0;
        } else {
            firstArrivedNanos = told.arrivedNanos();
        }
        disbelieved += told.framesPerSecond() != 0 && !told.rateBelieved() ? 1 : 0;
        moments++;
        joints = told.joints().size();
        lastArrivedNanos = told.arrivedNanos();
        lastSentNanos = told.sentNanos();
    }

    void dropped(long datagrams) {
        dropped = datagrams;
    }

    /// What is missing shows in steps that are a multiple of the usual one.
    private void sent(long step) {
        if (step < 0) {
            restarts++;
        } else if (step > 0 && step <= PAUSE_NANOS) {
            steps[stepsSeen++ % STEPS] = step;
            lost += Math.max(0, Math.round(step / (double) usualStep()) - 1);
        }
    }

    private long usualStep() {
        long[] sorted = Arrays.copyOf(steps, Math.min(stepsSeen, STEPS));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    public long datagrams() {
        return datagrams;
    }

    public long moments() {
        return moments;
    }

    /// From the first moment to the last, by when they came.
    public long lastedNanos() {
        return lastArrivedNanos - firstArrivedNanos;
    }

    /// Of the newest moment.
    public int joints() {
        return joints;
    }

    /// Moments that were sent and did not come, by the sender's clock.
    public long lost() {
        return lost;
    }

    public long gaps() {
        return gaps;
    }

    /// The longest wait between two moments.
    public long longestNanos() {
        return longestNanos;
    }

    /// How often the sender's clock went back.
    public long restarts() {
        return restarts;
    }

    /// Datagrams that came and were let go, for those before them were not written yet.
    public long dropped() {
        return dropped;
    }

    /// Moments whose sender states a rate that no suit has.
    public long disbelieved() {
        return disbelieved;
    }

    /// Datagrams of no use, by why.
    public Map<BadDatagram, Long> bad() {
        return Collections.unmodifiableMap(bad);
    }
}
