package dev.firsthand.recording.child;

import java.time.Duration;

/// What a child took. `cpu` and `peakResidentBytes` are sampled while it runs, so a very short child may show zero.
public record Usage(Duration wall, Duration cpu, long peakResidentBytes) {
    /// Both, one after the other.
    public Usage plus(Usage next) {
        return new Usage(wall.plus(next.wall), cpu.plus(next.cpu), Math.max(peakResidentBytes, next.peakResidentBytes));
    }
}
