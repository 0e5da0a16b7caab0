package dev.firsthand.recording.synthetic;

import dev.firsthand.recording.synthetic.ImuText.CsvShape;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes the folder of Stray Scanner as a zip, without its depth pictures. Times count from when the device started.
final class StrayScannerZip {
    private static final String FOLDER = "8f3b2c1d4e/";
    private static final long UPTIME_NANOS = 86_461_250_000_000L;
    private static final LocalDateTime ZIP_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final long seed;
    private final SyntheticPlan plan;

    StrayScannerZip(long seed, SyntheticPlan plan) {
        this.seed = seed;
        this.plan = plan;
    }

    void write(Path video, Path zip) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.setLevel(Deflater.BEST_SPEED);
            begin(out, "rgb.mp4");
            Files.copy(video, out);
            begin(out, "camera_matrix.csv");
            text(out, matrix());
            begin(out, "odometry.csv");
            odometry(out);
            begin(out, "imu.csv");
            var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
            long zero = UPTIME_NANOS - plan.imuLead().toNanos();
            ImuText.csv(new SyntheticImu(seed, plan), CsvShape.STRAY_SCANNER, zero, writer, (number, line) -> line);
            writer.flush();
        }
    }

    private static void begin(ZipOutputStream out, String name) throws IOException {
        var entry = new ZipEntry(FOLDER + name);
        entry.setTimeLocal(ZIP_TIME);
        out.putNextEntry(entry);
    }

    private String matrix() {
        double focal = Household.focalPixels(plan);
        return String.format(
                Locale.ROOT,
                "%.4f, 0.0, %.1f\n0.0, %.4f, %.1f\n0.0, 0.0, 1.0\n",
                focal,
                plan.width() / 2.0,
                focal,
                plan.height() / 2.0);
    }

    /// The head turns in place: a pose is a nod about x and, in the nodding head, a turn about y.
    private void odometry(ZipOutputStream out) throws IOException {
        var clock = new FrameClock(plan);
        var shake = new CameraShake(seed);
        text(out, "timestamp, frame, x, y, z, qx, qy, qz, qw\n");
        for (int frame = 0; frame < clock.frames(); frame++) {
            double seconds = clock.nanos(frame) / 1e9;
            double nod = (CameraShake.PITCH_RADIANS + shake.nod(seconds)) / 2;
            double yaw = shake.shake(seconds) / 2;
            text(
                    out,
                    String.format(
                            Locale.ROOT,
                            "%.6f, %06d, 0.0, 0.0, 0.0, %.9f, %.9f, %.9f, %.9f\n",
                            (UPTIME_NANOS + clock.nanos(frame)) / 1e9,
                            frame,
                            StrictMath.cos(yaw) * StrictMath.sin(nod),
                            StrictMath.sin(yaw) * StrictMath.cos(nod),
                            StrictMath.sin(yaw) * StrictMath.sin(nod),
                            StrictMath.cos(yaw) * StrictMath.cos(nod)));
        }
    }

    private static void text(ZipOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
