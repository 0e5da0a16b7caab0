package dev.firsthand.recording.sidecar;

import dev.firsthand.recording.sidecar.SidecarNote.Level;
import dev.firsthand.streams.sensor.SensorStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whether the numbers of an IMU can be what they are said to be.
///
/// A device that a person carries feels 9.81 m/s^2 in the median, and turns with at most a few rad/s.
final class ImuFindings {
    static final double STANDARD_GRAVITY_MPS2 = 9.80665;

    private static final double GRAVITY_TOLERANCE = 0.2;
    private static final double RATE_MAX_RADPS = 2;
    private static final double STILL_RADPS = 1e-6;
    private static final int LOOKED_AT_MAX = 200_000;
    private static final int GYRO = 3;

    private ImuFindings() {}

    static List<SidecarNote> of(SensorStream imu) {
        if (imu.size() == 0) {
            return List.of();
        }
        List<SidecarNote> notes = new ArrayList<>();
        double[] accelerations = magnitudes(imu, 0);
        double acceleration = quantile(accelerations, 0.5);
        if (Math.abs(acceleration / STANDARD_GRAVITY_MPS2 - 1) > GRAVITY_TOLERANCE) {
            notes.add(new SidecarNote(
                    Level.FAIL,
                    "imu-acceleration-implausible",
                    imu.name(),
                    Optional.empty(),
                    acceleration,
                    STANDARD_GRAVITY_MPS2,
                    "m/s^2",
                    ("The median acceleration is %.3f m/s^2 as declared, a carried device feels about 9.81: %s. "
                                    + "Declare what the file holds and upload it again.")
                            .formatted(acceleration, likelyUnit(accelerations, acceleration))));
        }
        rate(imu).ifPresent(notes::add);
        return notes;
    }

    private static Optional<SidecarNote> rate(SensorStream imu) {
        double[] rates = magnitudes(imu, GYRO);
        double rate = quantile(rates, 0.5);
        if (rate > RATE_MAX_RADPS) {
            return Optional.of(new SidecarNote(
                    Level.FAIL,
                    "imu-rate-implausible",
                    imu.name(),
                    Optional.empty(),
                    rate,
                    RATE_MAX_RADPS,
                    "rad/s",
                    ("The median turning rate is %.2f rad/s as declared, faster than a head turns: looks like deg/s. "
                                    + "Declare what the file holds and upload it again.")
                            .formatted(rate)));
        }
        if (quantile(rates, 1) < STILL_RADPS) {
            return Optional.of(
                    new SidecarNote(
                            Level.WARN,
                            "imu-rate-still",
                            imu.name(),
                            Optional.empty(),
                            0,
                            STILL_RADPS,
                            "rad/s",
                            "The gyroscope never moves: its columns are empty or it was not recorded. Switch it on in the logger."));
        }
        return Optional.empty();
    }

    private static String likelyUnit(double[] sorted, double median) {
        double inGravities = median / STANDARD_GRAVITY_MPS2;
        if (near(inGravities, STANDARD_GRAVITY_MPS2)) {
            return "the file looks like m/s^2 where g is declared";
        }
        if (near(inGravities, 1000) || near(median, 1000)) {
            return "the file looks like thousandths of g";
        }
        double spread = quantile(sorted, 0.9) - quantile(sorted, 0.1);
        if (near(median, 1) && spread < 0.5 * median) {
            return "the file looks like g where m/s^2 is declared";
        }
        if (median < 4) {
            return "the file looks like acceleration without gravity; record the raw accelerometer";
        }
        return "no usual unit explains it";
    }

    private static boolean near(double value, double wanted) {
        return Math.abs(value / wanted - 1) <= GRAVITY_TOLERANCE;
    }

    private static double[] magnitudes(SensorStream imu, int firstChannel) {
        int stride = 1 + imu.size() / LOOKED_AT_MAX;
        double[] magnitudes = new double[(imu.size() + stride - 1) / stride];
        for (int i = 0; i < magnitudes.length; i++) {
            double x = imu.value(i * stride, firstChannel);
            double y = imu.value(i * stride, firstChannel + 1);
            double z = imu.value(i * stride, firstChannel + 2);
            magnitudes[i] = Math.sqrt(x * x + y * y + z * z);
        }
        Arrays.sort(magnitudes);
        return magnitudes;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
