package dev.firsthand.streams.time;

import java.time.Duration;

/// A half-open stretch of one clock: `startNanos` is inside, `endNanos` is not.
public record TimeSpan(long startNanos, long endNanos) {
    public TimeSpan {
        if (endNanos < startNanos) {
            throw new IllegalArgumentException(
                    "span ends before it starts: start %d ns, end %d ns".formatted(startNanos, endNanos));
        }
    }

    public Duration length() {
        return Duration.ofNanos(Math.subtractExact(endNanos, startNanos));
    }

    public boolean contains(long timeNanos) {
        return startNanos <= timeNanos && timeNanos < endNanos;
    }

    public boolean covers(TimeSpan other) {
        return startNanos <= other.startNanos && other.endNanos <= endNanos;
    }
}
