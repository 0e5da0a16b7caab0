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

    /// This stream read at other times of its own clock: numbers on a straight line between neighbours, rotations on
    /// the shorter arc. Outside the span that this stream covers its first or last sample is held, and counted.
    ///
    /// @param wantedNanos times in order
    public Resampled onTimes(long[] wantedNanos) {
        if (timesNanos.length == 0) {
            throw new IllegalArgumentException("stream %s is empty: there is nothing to hold".formatted(name.value()));
        }
        int channels = kind.channels().size();
        double[] read = new double[Math.multiplyExact(wantedNanos.length, channels)];
        var interpolation = Interpolation.of(kind);
        int last = timesNanos.length - 1;
        int left = 0;
        int before = 0;
        int after = 0;
        for (int i = 0; i < wantedNanos.length; i++) {
            long wanted = wantedNanos[i];
            while (left < last && timesNanos[left + 1] <= wanted) {
                left++;
            }
            before += wanted < timesNanos[0] ? 1 : 0;
            after += wanted > timesNanos[last] ? 1 : 0;
            if (left == last || wanted <= timesNanos[left]) {
                System.arraycopy(values, left * channels, read, i * channels, channels);
            } else {
                double share = (double) (wanted - timesNanos[left]) / (timesNanos[left + 1] - timesNanos[left]);
                interpolation.between(this, left, share, read, i * channels);
            }
        }
        return new Resampled(new SensorStream(name, kind, clock, wantedNanos.clone(), read), before, after);
    }
}
