package dev.firsthand.recording.child;

import java.time.Duration;

/// What a child may use. `residentBytes` is physical memory of the child and everything that it starts;
/// `outputBytes` bounds each file that it writes, and separately what it writes to standard output.
public record ChildLimits(Duration wallTime, Duration cpuTime, long residentBytes, long outputBytes) {
    public ChildLimits {
        if (!wallTime.isPositive() || !cpuTime.isPositive() || residentBytes <= 0 || outputBytes <= 0) {
            throw new IllegalArgumentException(
                    "every limit must be above zero: wall %s, cpu %s, resident %d bytes, output %d bytes"
                            .formatted(wallTime, cpuTime, residentBytes, outputBytes));
        }
    }
}
