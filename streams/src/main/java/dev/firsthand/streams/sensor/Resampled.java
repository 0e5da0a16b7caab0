package dev.firsthand.streams.sensor;

/// A stream read at chosen times of its own clock.
///
/// The first `heldBefore` and the last `heldAfter` samples lie outside the span that the original covers: they repeat
/// its first and last sample and were not measured.
public record Resampled(SensorStream stream, int heldBefore, int heldAfter) {
    public Resampled {
        if (heldBefore < 0 || heldAfter < 0 || heldBefore + heldAfter > stream.size()) {
            throw new IllegalArgumentException(
                    "%d samples cannot hold %d before and %d after".formatted(stream.size(), heldBefore, heldAfter));
        }
    }

    public int held() {
        return heldBefore + heldAfter;
    }
}
