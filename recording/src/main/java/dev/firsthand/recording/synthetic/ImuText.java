package dev.firsthand.recording.synthetic;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Writes an IMU's samples as the text files that loggers write.
final class ImuText {
    /// A logger of 1000 degrees a second and 4 g in 16 bits, as the format's own example.
    private static final double RATE_SCALE = 0.000_532_632_21;

    private static final double GRAVITY_SCALE = 0.000_122_070_31;
    private static final double GRAVITY_MPS2 = 9.80665;
    private static final String GCSV_HEADER = """
            GYROFLOW IMU LOG
            version,1.3
            id,synthetic_logger
            orientation,YxZ
            tscale,0.000001
            gscale,0.00053263221
            ascale,0.00012207031
            t,gx,gy,gz,ax,ay,az
            """;

    private ImuText() {}

    /// The logger is mounted turned: its y is the camera's x, its x points against the camera's y.
    static void gcsv(SyntheticImu imu, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            out.write(GCSV_HEADER);
            while (imu.advance()) {
                double[] at = imu.channels();
                out.write(Long.toString(imu.timeNanos() / 1000));
                for (double rate : new double[] {-at[4], at[3], at[5]}) {
                    out.append(',').append(Long.toString(Math.round(rate / RATE_SCALE)));
                }
                for (double acceleration : new double[] {-at[1], at[0], at[2]}) {
                    out.append(',').append(Long.toString(Math.round(acceleration / GRAVITY_MPS2 / GRAVITY_SCALE)));
                }
                out.append('\n');
            }
        }
    }

    /// What the columns of a CSV hold, and what each value is divided by.
    record CsvShape(String header, double timeDivisor, double accelerationDivisor, double rateDivisor) {
        static final CsvShape SI = new CsvShape("time_us,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z", 1000, 1, 1);
        static final CsvShape GRAVITIES_AND_DEGREES =
                new CsvShape("time_us,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z", 1000, GRAVITY_MPS2, Math.PI / 180);
        static final CsvShape STRAY_SCANNER =
                new CsvShape("timestamp, a_x, a_y, a_z, alpha_x, alpha_y, alpha_z", 1e9, 1, 1);
    }

    /// Decides row by row what a broken logger does.
    interface Mischief {
        /// The line to write for sample `number`; an empty one is left out.
        String line(int number, String line);
    }

    static void csv(SyntheticImu imu, CsvShape shape, long zeroNanos, BufferedWriter out, Mischief mischief)
            throws IOException {
        out.write(shape.header);
        out.write('\n');
        for (int number = 0; imu.advance(); number++) {
            String line = mischief.line(number, row(imu, shape, zeroNanos));
            if (!line.isEmpty()) {
                out.append(line).append('\n');
            }
        }
    }

    private static String row(SyntheticImu imu, CsvShape shape, long zeroNanos) {
        var row = new StringBuilder();
        double time = (imu.timeNanos() + zeroNanos) / shape.timeDivisor;
        row.append(String.format(Locale.ROOT, shape.timeDivisor >= 1e9 ? "%.6f" : "%.0f", time));
        double[] at = imu.channels();
        for (int c = 0; c < 6; c++) {
            double value = at[c] / (c < 3 ? shape.accelerationDivisor : shape.rateDivisor);
            row.append(',').append(Math.round(value * 1e6) / 1e6);
        }
        return row.toString();
    }
}
