package dev.firsthand.recording.align;

import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Optional;

/// How fast something turned: the rate at each time, whatever its axis, so that it need not be known how one
/// sensor sits on the other. Times are in order; a rate that was not measured is NaN.
///
/// The arrays are handed over, not copied. Nobody writes to them.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record Turning(ClockName clock, long[] timesNanos, double[] ratesRadps) {
    private static final int GYRO = 3;

    public Turning {
        if (timesNanos.length != ratesRadps.length) {
            throw new IllegalArgumentException("%d times and %d rates".formatted(timesNanos.length, ratesRadps.length));
        }
    }

    double seconds() {
        int size = timesNanos.length;
        return size == 0 ? 0 : ((double) timesNanos[size - 1] - timesNanos[0]) / 1e9;
    }

    /// From the first time to the last.
    TimeSpan span() {
        int size = timesNanos.length;
        return size == 0 ? new TimeSpan(0, 0) : new TimeSpan(timesNanos[0], timesNanos[size - 1]);
    }

    /// What a gyroscope felt.
    public static Turning of(SensorStream imu) {
        if (imu.kind() != SensorKind.IMU) {
            throw new IllegalArgumentException(
                    "stream %s has no gyroscope".formatted(imu.name().value()));
        }
        double[] rates = new double[imu.size()];
        for (int i = 0; i < rates.length; i++) {
            double x = imu.value(i, GYRO);
            double y = imu.value(i, GYRO + 1);
            double z = imu.value(i, GYRO + 2);
            rates[i] = Math.sqrt(x * x + y * y + z * z);
        }
        return new Turning(imu.clock(), imu.timesNanos(), rates);
    }

    /// How a part of a body turned in the world, each rate between two frames; empty where the body has no such
    /// part or too few frames.
    public static Optional<Turning> of(Clip clip, BodyPart part, ClockName clock) {
        BodyMap body = BodyMap.of(clip.skeleton());
        int first = clip.firstFrameOfMotion();
        if (!body.has(part) || clip.frames() - first < 2) {
            return Optional.empty();
        }
        Pose pose = new Pose(clip);
        long[] times = new long[clip.frames() - first - 1];
        double[] rates = new double[times.length];
        Rotation before = pose.at(first).worldFromJoint(body.at(part));
        for (int i = 0; i < times.length; i++) {
            Rotation after = pose.at(first + i + 1).worldFromJoint(body.at(part));
            times[i] = (clip.timeNanos(first + i) + clip.timeNanos(first + i + 1)) / 2;
            rates[i] = before.inverse().times(after).angleRadians() / clip.frameSeconds();
            before = after;
        }
        return Optional.of(new Turning(clock, times, rates));
    }
}
