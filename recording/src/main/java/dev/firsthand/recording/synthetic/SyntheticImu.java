package dev.firsthand.recording.synthetic;

import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockName;
import java.util.SplittableRandom;

/// What an IMU beside the camera measures while the head trembles: gravity turned into the camera's axes, the rates of
/// the shake, and a little noise. 200 samples a second, each up to 0.1 ms late; zero is the first sample.
final class SyntheticImu {
    static final int HERTZ = 200;

    private static final double GRAVITY_MPS2 = 9.80665;
    private static final double ACCELERATION_NOISE_MPS2 = 0.03;
    private static final double RATE_NOISE_RADPS = 0.002;
    private static final long STEP_NANOS = 1_000_000_000 / HERTZ;
    private static final long LATE_MAX_NANOS = 100_000;

    private final CameraShake shake;
    private final long leadNanos;
    private final int samples;
    private final SplittableRandom random;
    private final double[] channels = new double[6];
    private int next;
    private long timeNanos;

    SyntheticImu(long seed, SyntheticPlan plan) {
        this.shake = new CameraShake(seed);
        this.leadNanos = plan.imuLead().toNanos();
        this.samples = Math.toIntExact((plan.duration().toNanos() + leadNanos) / STEP_NANOS + 1);
        this.random = new SplittableRandom(seed ^ 0x696d75);
    }

    int samples() {
        return samples;
    }

    /// Goes to the next sample; false after the last.
    boolean advance() {
        if (next == samples) {
            return false;
        }
        long late = next == 0 ? 0 : (long) (random.nextDouble() * LATE_MAX_NANOS) / 1000 * 1000;
        timeNanos = next * STEP_NANOS + late;
        measure((timeNanos - leadNanos) / 1e9);
        next++;
        return true;
    }

    /// On the IMU's own clock.
    long timeNanos() {
        return timeNanos;
    }

    /// Acceleration x, y, z in m/s^2, then rate x, y, z in rad/s; overwritten by the next sample.
    double[] channels() {
        return channels;
    }

    static SensorStream stream(long seed, SyntheticPlan plan) {
        var imu = new SyntheticImu(seed, plan);
        long[] times = new long[imu.samples()];
        double[] values = new double[imu.samples() * 6];
        for (int i = 0; imu.advance(); i++) {
            times[i] = imu.timeNanos();
            System.arraycopy(imu.channels(), 0, values, i * 6, 6);
        }
        return new SensorStream(new StreamName("imu"), SensorKind.IMU, new ClockName("imu"), times, values);
    }

    /// The sensor feels the push against gravity: upwards, that is `-y` for a level camera.
    private void measure(double seconds) {
        double pitch = CameraShake.PITCH_RADIANS + shake.nod(seconds);
        double yaw = shake.shake(seconds);
        double up = -GRAVITY_MPS2 * StrictMath.cos(pitch);
        double back = GRAVITY_MPS2 * StrictMath.sin(pitch);
        channels[0] = -back * StrictMath.sin(yaw) + ACCELERATION_NOISE_MPS2 * Noise.normal(random);
        channels[1] = up + ACCELERATION_NOISE_MPS2 * Noise.normal(random);
        channels[2] = back * StrictMath.cos(yaw) + ACCELERATION_NOISE_MPS2 * Noise.normal(random);
        channels[3] = shake.nodRate(seconds) + RATE_NOISE_RADPS * Noise.normal(random);
        channels[4] = shake.shakeRate(seconds) + RATE_NOISE_RADPS * Noise.normal(random);
        channels[5] = RATE_NOISE_RADPS * Noise.normal(random);
    }
}
