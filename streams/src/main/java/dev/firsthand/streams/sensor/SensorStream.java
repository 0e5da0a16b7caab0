package dev.firsthand.streams.sensor;

import dev.firsthand.streams.time.ClockName;

/// Samples of one sensor, in time order: sample `i` was read at `timesNanos[i]` on `clock` and holds
/// `values[i * channels .. (i + 1) * channels)`, in the order and the units of `kind`.
///
/// The arrays are handed over, not copied: an hour of an IMU is a million numbers. Nobody writes to them.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record SensorStream(StreamName name, SensorKind kind, ClockName clock, long[] timesNanos, double[] values) {
    public SensorStream {
        int channels = kind.channels().size();
        if (values.length != Math.multiplyExact(timesNanos.length, channels)) {
            throw new IllegalArgumentException("stream %s has %d samples of %d channels but %d values"
                    .formatted(name.value(), timesNanos.length, channels, values.length));
        }
        for (int i = 1; i < timesNanos.length; i++) {
            if (timesNanos[i] < timesNanos[i - 1]) {
                throw new IllegalArgumentException("stream %s goes backwards at sample %d: %d ns after %d ns"
                        .formatted(name.value(), i, timesNanos[i], timesNanos[i - 1]));
            }
        }
    }

    public int size() {
        return timesNanos.length;
    }

    public double value(int sample, int channel) {
        return values[sample * kind.channels().size() + channel];
    }
}
