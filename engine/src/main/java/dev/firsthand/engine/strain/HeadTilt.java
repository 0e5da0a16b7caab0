package dev.firsthand.engine.strain;

import dev.firsthand.streams.sensor.SensorStream;
import java.time.Duration;
import java.util.Arrays;

/// What the gravity that a phone on the forehead felt says of its wearer: how long it was worn, and how long
/// the head was bent by more than [#BENT_DEGREES].
///
/// How the phone sits on the head is not known. Sure is what is bent against the most upright moments of the
/// same recording; possible is what is bent if the camera looks straight ahead of an upright head.
public record HeadTilt(Duration worn, Duration bentSure, Duration bentPossible) {
    /// Beyond, a neck scores higher in REBA.
    static final double BENT_DEGREES = 20;

    /// A head is never as still as a table.
    private static final double STILL_RADPS = 0.01;

    /// Shorter rests of the gyroscope are a head that holds still.
    private static final int LAID_DOWN_SECONDS = 30;

    /// The camera's axis; whether it points out of the phone's back or its face does not matter here.
    private static final int OUTWARDS = 2;

    private static final double UPRIGHT_SHARE = 0.05;
    private static final int GYRO = 3;
    private static final double SECOND_NANOS = 1e9;

    /// What a file says to be later than a day after its start is a clock gone wrong.
    private static final int SECONDS_MAX = 24 * 3600;

    /// @param imu at least one sample
    static HeadTilt of(SensorStream imu) {
        double[][] sums = seconds(imu);
        double[] tilts = new double[sums.length];
        boolean[] worn = new boolean[sums.length];
        for (int i = 0; i < sums.length; i++) {
            double[] sum = sums[i];
            worn[i] = sum[4] > 0 && Math.sqrt(sum[3] / sum[4]) > STILL_RADPS;
            double length = Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
            tilts[i] = length == 0 ? 0 : Math.toDegrees(Math.asin(Math.abs(sum[OUTWARDS]) / length));
        }
        bridge(worn);
        double upright = upright(tilts, worn);
        int wornSeconds = 0;
        int sure = 0;
        int possible = 0;
        for (int i = 0; i < tilts.length; i++) {
            wornSeconds += worn[i] ? 1 : 0;
            sure += worn[i] && tilts[i] - upright > BENT_DEGREES ? 1 : 0;
            possible += worn[i] && tilts[i] > BENT_DEGREES ? 1 : 0;
        }
        return new HeadTilt(Duration.ofSeconds(wornSeconds), Duration.ofSeconds(sure), Duration.ofSeconds(possible));
    }

    /// For each second: the sum of the accelerations x, y, z, of the squared turning rates, and the count.
    private static double[][] seconds(SensorStream imu) {
        double start = imu.timesNanos()[0];
        double length = (imu.timesNanos()[imu.size() - 1] - start) / SECOND_NANOS;
        double[][] sums = new double[(int) Math.min(length, SECONDS_MAX) + 1][5];
        for (int i = 0; i < imu.size(); i++) {
            double second = (imu.timesNanos()[i] - start) / SECOND_NANOS;
            if (second >= sums.length) {
                break;
            }
            double[] sum = sums[(int) second];
            for (int axis = 0; axis < 3; axis++) {
                sum[axis] += imu.value(i, axis);
                sum[3] += imu.value(i, GYRO + axis) * imu.value(i, GYRO + axis);
            }
            sum[4]++;
        }
        return sums;
    }

    private static void bridge(boolean[] worn) {
        int last = -1;
        for (int i = 0; i < worn.length; i++) {
            if (worn[i]) {
                if (last >= 0 && i - last <= LAID_DOWN_SECONDS) {
                    Arrays.fill(worn, last, i, true);
                }
                last = i;
            }
        }
    }

    private static double upright(double[] tilts, boolean[] worn) {
        double[] sorted = new double[tilts.length];
        int count = 0;
        for (int i = 0; i < tilts.length; i++) {
            if (worn[i]) {
                sorted[count++] = tilts[i];
            }
        }
        Arrays.sort(sorted, 0, count);
        return count == 0 ? 0 : sorted[(int) (UPRIGHT_SHARE * (count - 1))];
    }
}
