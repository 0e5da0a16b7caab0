package dev.firsthand.recording.align;

import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockName;
import java.util.SplittableRandom;

/// A head that turns this way and that, as noise below some 3 Hz about three axes, and what sensors on it say.
final class Heads {
    static final ClockName SUIT = new ClockName("suit");
    static final ClockName PHONE = new ClockName("phone");

    private static final int HERTZ = 500;
    private static final double LOW_PASS = 2 * Math.PI * 3 / HERTZ;

    private final float[][] rates;
    private final double usualRadps;

    Heads(long seed, double seconds) {
        var random = new SplittableRandom(seed);
        int size = (int) (seconds * HERTZ) + 2;
        rates = new float[3][size];
        double squares = 0;
        for (float[] axis : rates) {
            double once = 0;
            double twice = 0;
            for (int i = 0; i < size; i++) {
                once += LOW_PASS * (random.nextGaussian() * 4 - once);
                twice += LOW_PASS * (once - twice);
                axis[i] = (float) twice;
                squares += twice * twice / size / 3;
            }
        }
        usualRadps = Math.sqrt(squares);
    }

    double rate(int axis, double seconds) {
        double at = seconds * HERTZ;
        int left = Math.clamp((int) at, 0, rates[axis].length - 2);
        return rates[axis][left] + (at - left) * (rates[axis][left + 1] - rates[axis][left]);
    }

    /// A sensor that began at `from` seconds of the head's life and whose clock counts from `zeroNanos` then,
    /// running too fast by `driftPerMillion`; its noise about each axis is a share of how the head usually
    /// turns.
    record Sensor(double hertz, double from, double seconds, long zeroNanos, double driftPerMillion, double noise) {
        Sensor(double hertz, double from, double seconds, double noise) {
            this(hertz, from, seconds, 0, 0, noise);
        }
    }

    SensorStream phone(Sensor sensor, long seed) {
        var random = new SplittableRandom(seed);
        int size = (int) (sensor.seconds() * sensor.hertz());
        long[] times = new long[size];
        double[] values = new double[6 * size];
        for (int i = 0; i < size; i++) {
            double life = i / sensor.hertz();
            times[i] = sensor.zeroNanos() + Math.round(life * 1e9 * (1 + sensor.driftPerMillion() / 1e6));
            values[6 * i + 2] = 9.81;
            for (int axis = 0; axis < 3; axis++) {
                values[6 * i + 3 + axis] =
                        rate(axis, sensor.from() + life) + sensor.noise() * usualRadps * random.nextGaussian();
            }
        }
        return new SensorStream(new StreamName("imu"), SensorKind.IMU, PHONE, times, values);
    }

    Turning suit(Sensor sensor, long seed) {
        Turning felt = Turning.of(phone(sensor, seed));
        return new Turning(SUIT, felt.timesNanos(), felt.ratesRadps());
    }
}
